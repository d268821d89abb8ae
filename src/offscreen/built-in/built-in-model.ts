import { languageModelOptions } from '../../core/built-in/options.ts';
import { AppError } from '../../core/errors.ts';
import { buildPrompt } from '../../core/prompts.ts';
import type { Task } from '../../core/tools.ts';
import { estimateTokens } from '../../core/window.ts';
import {
  type Availability,
  type LanguageModelSession,
  languageModel,
} from '../../platform/built-in.ts';
import type { Question } from '../engine.ts';
import { availabilityOf } from './availability.ts';
import { piecesOf } from './pieces.ts';
import { Sessions } from './sessions.ts';

/** What the first models had; each session says what it has. */
const usualWindow = 6144;

/** The browser's `LanguageModel`, asked as every other model is. */
export class BuiltInModel {
  readonly #sessions = new Sessions<LanguageModelSession>();
  #window = usualWindow;

  /** Tokens of the last session's window. */
  get contextTokens(): number {
    return this.#window;
  }

  availability(signal: AbortSignal, question: Question): Promise<Availability> {
    return availabilityOf(signal, languageModel(), languageModelOptions(question));
  }

  async open(signal: AbortSignal, question: Question): Promise<LanguageModelSession> {
    const factory = languageModel();
    if (!factory) throw new AppError('built-in-unavailable', 'No LanguageModel.');
    const options = languageModelOptions(question);
    const { system } = buildPrompt({ ...question, text: '' }, 0);
    const initialPrompts = [{ role: 'system', content: system }] as const;
    const session = await this.#sessions.get(options, () =>
      factory.create({ ...options, initialPrompts, signal }),
    );
    this.#window = session.contextWindow;
    return session;
  }

  /** Each request has a copy of the session, and leaves nothing in it for the next. */
  async *answer(signal: AbortSignal, task: Task): AsyncGenerator<string, void, undefined> {
    const base = await this.open(signal, task);
    const session = await base.clone({ signal });
    try {
      const { user, maxTokens } = buildPrompt(task, estimateTokens(task.text));
      const tokens = await session.measureContextUsage(user, { signal });
      const free = session.contextWindow - session.contextUsage;
      if (tokens + maxTokens > free)
        throw new AppError('over-window', `${tokens} tokens and ${maxTokens} do not fit ${free}.`);
      yield* piecesOf(session.promptStreaming(user, { signal }));
    } finally {
      session.destroy();
    }
  }

  close(): void {
    this.#sessions.close();
  }
}

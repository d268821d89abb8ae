import { summarizerOptions } from '../../core/built-in/options.ts';
import { AppError } from '../../core/errors.ts';
import type { Task } from '../../core/tools.ts';
import { type Availability, type SummarizerSession, summarizer } from '../../platform/built-in.ts';
import type { Question } from '../engine.ts';
import { availabilityOf } from './availability.ts';
import { piecesOf } from './pieces.ts';
import { Sessions } from './sessions.ts';

/** The browser's `Summarizer`, for summaries of its own kinds and lengths. */
export class BuiltInSummarizer {
  readonly #sessions = new Sessions<SummarizerSession>();

  async availability(signal: AbortSignal, question: Question): Promise<Availability> {
    const options = summarizerOptions(question);
    return options ? availabilityOf(signal, summarizer(), options) : 'unavailable';
  }

  async open(signal: AbortSignal, question: Question): Promise<SummarizerSession> {
    const [factory, options] = [summarizer(), summarizerOptions(question)];
    if (!factory || !options) throw new AppError('built-in-unavailable', 'No Summarizer for it.');
    return this.#sessions.get(options, () => factory.create({ ...options, signal }));
  }

  /** It remembers nothing from one text to the next. */
  async *answer(signal: AbortSignal, task: Task): AsyncGenerator<string, void, undefined> {
    const session = await this.open(signal, task);
    const tokens = await session.measureInputUsage(task.text, { signal });
    if (tokens > session.inputQuota)
      throw new AppError('over-window', `${tokens} tokens do not fit ${session.inputQuota}.`);
    yield* piecesOf(session.summarizeStreaming(task.text, { signal }));
  }

  close(): void {
    this.#sessions.close();
  }
}

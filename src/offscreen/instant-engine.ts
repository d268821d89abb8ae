import { applyChanges } from '../core/changes.ts';
import { AppError } from '../core/errors.ts';
import { instantSummary } from '../core/extract/instant-summary.ts';
import type { Readiness } from '../core/ladder/readiness.ts';
import { correctionsOf } from '../core/proofread/corrections.ts';
import { dialectsOf } from '../core/proofread/dialects.ts';
import type { Lint } from '../core/proofread/lint.ts';
import type { SummarizeChoice, Task } from '../core/tools.ts';
import type { ProofreadArgs } from '../protocol/worker-streams.ts';
import type { Engine, EngineEnding, Question } from './engine.ts';
import { inSlices } from './slices.ts';

const ready = {
  state: 'ready',
  ...{ model: null, tier: null, isEnglishOnly: false, contextTokens: null, speed: null },
} as const;

type FindMistakes = (signal: AbortSignal, args: ProofreadArgs) => Promise<readonly Lint[]>;

/** No model: a text's own best sentences, and rules for English. */
export class InstantEngine implements Engine {
  readonly id = 'instant';
  readonly #findMistakes: FindMistakes;

  constructor(findMistakes: FindMistakes) {
    this.#findMistakes = findMistakes;
  }

  async readiness(_signal: AbortSignal, question: Question): Promise<Readiness> {
    return canDo(question) ? ready : { state: 'unavailable', code: 'no-model' };
  }

  async load() {
    return ready;
  }

  async warm(): Promise<void> {}

  async *generate(
    signal: AbortSignal,
    task: Task,
  ): AsyncGenerator<string, EngineEnding, undefined> {
    if (!canDo(task)) throw new AppError('no-model', 'That needs a model.');
    const { choice } = task;
    return yield* choice.tool === 'summarize'
      ? summarize(signal, task, choice)
      : this.#proofread(signal, task);
  }

  async recover(): Promise<null> {
    return null;
  }

  unload(): void {}

  async *#proofread(
    signal: AbortSignal,
    { text, language }: Task,
  ): AsyncGenerator<string, EngineEnding, undefined> {
    const mistakes = await this.#findMistakes(signal, { text, dialects: dialectsOf(language) });
    const changes = correctionsOf(text, mistakes);
    yield applyChanges(text, changes, () => true);
    return { tokens: null, truncated: false, changes };
  }
}

function canDo({ choice: { tool }, language }: Question): boolean {
  return tool === 'summarize' || (tool === 'proofread' && dialectsOf(language).length > 0);
}

async function* summarize(
  signal: AbortSignal,
  { text, language }: Task,
  choice: SummarizeChoice,
): AsyncGenerator<string, EngineEnding, undefined> {
  const { summary, wordsRead } = await inSlices(signal, instantSummary(text, choice, language));
  yield summary;
  return { tokens: null, truncated: false, wordsRead };
}

import { AppError } from '../core/errors.ts';
import { instantSummary } from '../core/extract/instant-summary.ts';
import type { Ready } from '../core/ladder/readiness.ts';
import type { Task } from '../core/tools.ts';
import type { Engine, EngineEnding } from './engine.ts';
import { inSlices } from './slices.ts';

const ready: Ready = {
  state: 'ready',
  ...{ model: null, tier: null, isEnglishOnly: false, contextTokens: null, speed: null },
};

/** No model: the text's own best sentences. Always ready, for summaries only. */
export const instantEngine: Engine = {
  id: 'instant',
  readiness: async (_signal, { choice: { tool } }) =>
    tool === 'summarize' ? ready : { state: 'unavailable', code: 'no-model' },
  load: async () => ready,
  warm: async () => {},
  generate: async function* (
    signal: AbortSignal,
    { choice, text, language }: Task,
  ): AsyncGenerator<string, EngineEnding, undefined> {
    if (choice.tool !== 'summarize')
      throw new AppError('no-model', 'Only summaries are made without a model.');
    const steps = instantSummary(text, choice, language);
    const { summary, wordsRead } = await inSlices(signal, steps);
    yield summary;
    return { tokens: null, truncated: false, wordsRead };
  },
  recover: async () => null,
  unload: () => {},
};

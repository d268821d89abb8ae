import { AppError } from '../core/errors.ts';
import { instantSummary } from '../core/extract/instant-summary.ts';
import type { Ending } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import type { Engine, Readiness } from './engine.ts';
import { inSlices } from './slices.ts';

/** No model: the text's own best sentences. Always ready, for summaries only. */
export const instantEngine: Engine = {
  id: 'instant',
  readiness: async (): Promise<Readiness> => ({ ready: true, model: null, contextTokens: null }),
  load: async () => {},
  generate: async function* (
    signal: AbortSignal,
    { choice, text, language }: Task,
  ): AsyncGenerator<string, Ending, undefined> {
    if (choice.tool !== 'summarize') throw new AppError('no-model', 'Rewriting needs a model.');
    yield await inSlices(signal, instantSummary(text, choice, language));
    return { tokens: null, truncated: false };
  },
  unload: () => {},
};

import { AppError, toAppError } from '../core/errors.ts';
import type { ModelVariant } from '../core/models/model.ts';
import { packageUrl } from '../platform/package.ts';
import type { LoadArgs, LoadProgress } from '../protocol/contract.ts';
import type { ModelWorker } from './model-worker.ts';
import { damagedFiles, storedWeights } from './models/store.ts';

/** Compiling shaders on a slow device reports nothing for tens of seconds. */
export const loadSilenceMs = 180_000;

/**
 * Loads a model into a fresh worker, out of WebLLM's cache alone. The caller watches for silence, and ends the worker on
 * errors. Throws `corrupt-model` where a file is missing, or explains a failure that WebLLM does not name.
 */
export async function* loadModel(
  worker: ModelWorker,
  signal: AbortSignal,
  variant: ModelVariant,
): AsyncGenerator<LoadProgress, void, undefined> {
  try {
    const size = storedWeights(variant.weightsUrl);
    for await (const report of worker.open(signal, 'load', loadArgs(variant)))
      yield { ...report, sizeBytes: await size };
  } catch (thrown) {
    signal.throwIfAborted();
    const { code, message } = toAppError(thrown);
    const damaged = code === 'unexpected' ? await damagedFiles(variant.weightsUrl) : [];
    if (damaged.length === 0) throw thrown;
    throw new AppError('corrupt-model', `${damaged.join(', ')}: ${message}`, { cause: thrown });
  }
}

function loadArgs({ id, weightsUrl, library, contextTokens, thinks }: ModelVariant): LoadArgs {
  return {
    modelId: id,
    weightsUrl,
    libraryUrl: packageUrl(`model-libs/${library}`),
    contextTokens,
    thinks,
  };
}

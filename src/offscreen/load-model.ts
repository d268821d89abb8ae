import { AppError, toAppError } from '../core/errors.ts';
import type { MlcVariant, ModelVariant } from '../core/models/model.ts';
import { isGguf } from '../core/models/variant.ts';
import { packageUrl } from '../platform/package.ts';
import type { LoadProgress } from '../protocol/contract.ts';
import type { LoadArgs } from '../protocol/worker-streams.ts';
import type { Hosted } from './model-engine.ts';
import { ModelWorker } from './model-worker.ts';
import { damagedFiles, storedWeights } from './models/store.ts';

/** Loads a model into a fresh worker of WebLLM's, out of its cache alone. */
export function hostByWebLlm(signal: AbortSignal, variant: ModelVariant): Hosted {
  if (isGguf(variant)) throw new AppError('unexpected', `${variant.id} is for the CPU.`);
  const worker = new ModelWorker();
  return { worker, loading: loadModel(worker, signal, variant), stopsPrefill: false };
}

/** Throws `corrupt-model` where a file is missing, or explains a failure that WebLLM does not name. */
async function* loadModel(
  worker: ModelWorker,
  signal: AbortSignal,
  variant: MlcVariant,
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

function loadArgs({ id, weightsUrl, library, contextTokens, thinks }: MlcVariant): LoadArgs {
  return {
    modelId: id,
    weightsUrl,
    libraryUrl: packageUrl(`model-libs/${library}`),
    contextTokens,
    thinks,
  };
}

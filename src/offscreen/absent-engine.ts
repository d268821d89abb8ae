import { AppError } from '../core/errors.ts';
import type { LocalEngineId } from '../core/receipt.ts';
import type { Engine } from './engine.ts';

/** An engine that this build does not have. */
export function absentEngine(id: LocalEngineId): Engine {
  const fail = async (): Promise<never> => {
    throw new AppError('no-model', `No ${id} in this build.`);
  };
  return {
    id,
    readiness: async () => ({ state: 'unavailable', code: 'no-model' }),
    load: fail,
    warm: async () => {},
    // biome-ignore lint/correctness/useYield: it has nothing to say.
    generate: async function* () {
      return await fail();
    },
    recover: async () => null,
    unload: () => {},
  };
}

import { toAppError } from '../core/errors.ts';
import type { EngineState, EngineStates, Readiness } from '../core/ladder/readiness.ts';
import type { LocalEngineId } from '../core/receipt.ts';
import { logError } from '../platform/log.ts';
import type { Engine, Question } from './engine.ts';
import type { Health } from './health.ts';

export type Engines = Readonly<Record<LocalEngineId, Engine>>;

/** What each engine says of itself now, all of them asked at once. */
export async function engineStates(
  signal: AbortSignal,
  engines: Engines,
  health: Health,
  question: Question,
): Promise<EngineStates> {
  const stateOf = async (id: LocalEngineId): Promise<EngineState> =>
    health.stateOf(id, await readinessOf(signal, engines[id], question));
  const [webLlm, builtIn, cpu, instant] = await Promise.all([
    stateOf('web-llm'),
    stateOf('built-in'),
    stateOf('cpu'),
    stateOf('instant'),
  ]);
  return { 'web-llm': webLlm, 'built-in': builtIn, cpu, instant };
}

/** An engine that cannot even say whether it is ready is one that failed: the next one answers. */
async function readinessOf(
  signal: AbortSignal,
  engine: Engine,
  question: Question,
): Promise<Readiness> {
  try {
    return await engine.readiness(signal, question);
  } catch (thrown) {
    signal.throwIfAborted();
    logError(thrown);
    return { state: 'unavailable', code: toAppError(thrown).code };
  }
}

import { AppError, type ErrorCode } from './errors.ts';
import type { EngineId } from './receipt.ts';
import type { Choice } from './tools.ts';

/** What each local engine said when it was asked whether it can answer now: null means yes. */
export type LocalReadiness = Readonly<Record<EngineId, ErrorCode | null>>;

/** The engines to try, best first, and why a better one is missing. There is no place here for anything that is not local. */
export type LocalPlan = {
  readonly engines: readonly EngineId[];
  readonly missing: ErrorCode | null;
};

/** Throws the code that says what is missing when no engine can do it. */
export function planLocal({ tool }: Choice, readiness: LocalReadiness): LocalPlan {
  const missing = readiness['web-llm'];
  const engines: EngineId[] = missing === null ? ['web-llm'] : [];
  if (tool === 'summarize' && readiness.instant === null) engines.push('instant');
  if (engines.length === 0)
    throw new AppError(missing ?? 'no-model', `No engine can ${tool} on this device now.`);
  return { engines, missing };
}

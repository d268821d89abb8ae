import { type AppError, toAppError } from '../core/errors.ts';
import { planLocal } from '../core/ladder.ts';
import type { LocalEngineId, Receipt } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import { logError } from '../platform/log.ts';
import type { RunEvent } from '../protocol/contract.ts';
import { answerByModel } from './answer-by-model.ts';
import type { Engine, Readiness } from './engine.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import { queued } from './queued.ts';
import { whole } from './reading.ts';

export type Engines = Readonly<Record<LocalEngineId, Engine>>;

/** All that answers on this device have to do with: there is no way out of it in here. */
export type Device = { readonly engines: Engines; readonly queue: Queue };

/**
 * An answer made here. A summary is there at once, by the instant engine; a model, where one can work, writes over that
 * draft. Throws what a person is to be told.
 */
export async function* runOnDevice(
  signal: AbortSignal,
  { engines, queue }: Device,
  meter: Meter,
  task: Task,
): AsyncGenerator<RunEvent, void, undefined> {
  const instant = await draftOf(signal, engines, meter, task);
  const draft = instant && 'result' in instant ? instant : null;
  if (draft) yield { type: 'draft', text: draft.result };
  const readiness = await readinessOf(signal, engines['web-llm']);
  const plan = planLocal(task.choice, {
    'web-llm': readiness.ready ? null : readiness.code,
    instant: instant && 'code' in instant ? instant.code : null,
  });
  if (plan.missing) yield { type: 'fallback', code: plan.missing, next: instantly };
  if (readiness.ready) {
    const draftText = draft?.result ?? null;
    const asked = { engine: engines['web-llm'], expected: readiness, meter, draft: draftText };
    try {
      yield* queued(signal, queue, () => answerByModel(signal, asked, task));
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!draft) throw thrown;
      logError(thrown);
      yield { type: 'fallback', code: toAppError(thrown).code, next: instantly };
    }
  }
  if (draft) yield { type: 'done', ...draft };
}

const instantly = { kind: 'instant' } as const;

/** An engine that cannot even say whether it is ready is one that failed: the next one answers. */
async function readinessOf(signal: AbortSignal, engine: Engine): Promise<Readiness> {
  try {
    return await engine.readiness(signal);
  } catch (thrown) {
    signal.throwIfAborted();
    logError(thrown);
    return { ready: false, code: toAppError(thrown).code };
  }
}

/** The instant engine's summary, or why it has none; null for what it cannot do at all. */
async function draftOf(
  signal: AbortSignal,
  engines: Engines,
  meter: Meter,
  task: Task,
): Promise<Result | AppError | null> {
  if (task.choice.tool !== 'summarize') return null;
  try {
    return await instantAnswer(signal, engines.instant, meter, task);
  } catch (thrown) {
    signal.throwIfAborted();
    return toAppError(thrown);
  }
}

type Result = { readonly result: string; readonly receipt: Receipt };

async function instantAnswer(
  signal: AbortSignal,
  engine: Engine,
  meter: Meter,
  task: Task,
): Promise<Result> {
  const begin = performance.now();
  const answer = engine.generate(signal, task);
  let result = '';
  let step = await answer.next();
  while (!step.done) {
    result += step.value;
    step = await answer.next();
  }
  return {
    result,
    receipt: {
      engine: 'instant',
      model: null,
      ...whole(task).reading,
      ...step.value,
      traffic: meter.read(),
      masking: null,
      elapsedMs: performance.now() - begin,
    },
  };
}

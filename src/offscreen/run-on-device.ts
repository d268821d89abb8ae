import { AppError, toAppError } from '../core/errors.ts';
import { planLocal } from '../core/ladder.ts';
import { mailbox } from '../core/mailbox.ts';
import type { LocalEngineId, Receipt } from '../core/receipt.ts';
import { isRevision, type Task } from '../core/tools.ts';
import { logError } from '../platform/log.ts';
import type { LoadProgress, RunEvent } from '../protocol/contract.ts';
import { cleaned } from './cleaned.ts';
import type { Engine, Readiness, Ready } from './engine.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import { queued } from './queued.ts';
import { type Excerpt, fitted, requireFit, whole } from './reading.ts';

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
  if (plan.missing) yield { type: 'fallback', code: plan.missing };
  if (readiness.ready) {
    const model = { engine: engines['web-llm'], expected: readiness, meter };
    try {
      yield* queued(signal, queue, () => answer(signal, model, task));
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      if (!draft) throw thrown;
      logError(thrown);
      yield { type: 'fallback', code: toAppError(thrown).code };
    }
  }
  if (draft) yield { type: 'done', ...draft };
}

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

/** How often, and by how much, the text is cut down when the tokenizer finds more tokens than were estimated. */
const shares = [1, 0.7, 0.5, 0.3, 0.2];

type Asked = { readonly engine: Engine; readonly expected: Ready; readonly meter: Meter };

async function* answer(
  signal: AbortSignal,
  { engine, expected, meter }: Asked,
  task: Task,
): AsyncGenerator<RunEvent, void, undefined> {
  const begin = performance.now();
  // Before the model is loaded, which takes long and is in vain for a text that cannot fit.
  requireFit(task, windowOf(expected));
  const ready = yield* loaded(signal, engine);
  for (const share of shares) {
    const excerpt = await fitted(signal, task, windowOf(ready), share);
    yield { type: 'plan', engine: engine.id, model: ready.model, reading: excerpt.reading };
    yield { type: 'prefill' };
    try {
      yield* written(signal, engine, excerpt, { model: ready.model, begin, meter });
      return;
    } catch (thrown) {
      if (toAppError(thrown).code !== 'over-window' || isRevision(task.choice)) throw thrown;
    }
  }
  throw new AppError('over-window', 'Not even a fifth of what was estimated fits.');
}

function windowOf({ contextTokens }: Ready): number {
  return contextTokens ?? Number.POSITIVE_INFINITY;
}

async function* loaded(
  signal: AbortSignal,
  engine: Engine,
): AsyncGenerator<RunEvent, Ready, undefined> {
  const reports = mailbox<LoadProgress>();
  const load = engine.load(signal, reports.put).finally(reports.close);
  load.catch(() => {});
  for await (const report of reports.items) yield { type: 'loading', ...report };
  return await load;
}

async function* written(
  signal: AbortSignal,
  engine: Engine,
  { task, reading }: Excerpt,
  { model, begin, meter }: { model: string | null; begin: number; meter: Meter },
): AsyncGenerator<RunEvent, void, undefined> {
  const { result, ending } = yield* cleaned(engine.generate(signal, task), task);
  const elapsedMs = performance.now() - begin;
  yield {
    type: 'done',
    result,
    receipt: {
      engine: engine.id,
      model,
      ...reading,
      ...ending,
      traffic: meter.read(),
      masking: null,
      elapsedMs,
    },
  };
}

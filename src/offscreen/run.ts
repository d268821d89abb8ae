import { StreamCleaner } from '../core/clean.ts';
import { AppError, toAppError } from '../core/errors.ts';
import { planLocal } from '../core/ladder.ts';
import { maxTextLength } from '../core/limits.ts';
import { mailbox } from '../core/mailbox.ts';
import type { EngineId, Receipt } from '../core/receipt.ts';
import { lacksInstruction, type Task } from '../core/tools.ts';
import { logError } from '../platform/log.ts';
import type { LoadProgress, RunEvent } from '../protocol/contract.ts';
import type { Engine, Readiness, Ready } from './engine.ts';
import type { Queue } from './queue.ts';
import { type Excerpt, fitted, requireFit, whole } from './reading.ts';

export type Engines = Readonly<Record<EngineId, Engine>>;

/**
 * One request, from its text to its result. A summary is answered at once by the instant engine; a model, where one can
 * work, writes over that draft. Throws what a person is to be told.
 */
export async function* run(
  signal: AbortSignal,
  engines: Engines,
  queue: Queue,
  task: Task,
): AsyncGenerator<RunEvent, void, undefined> {
  check(task);
  const instant = await draftOf(signal, engines, task);
  const draft = instant && 'result' in instant ? instant : null;
  if (draft) yield { type: 'draft', text: draft.result };
  const readiness = await readinessOf(signal, engines['web-llm']);
  const plan = planLocal(task.choice, {
    'web-llm': readiness.ready ? null : readiness.code,
    instant: instant && 'code' in instant ? instant.code : null,
  });
  if (plan.missing) yield { type: 'fallback', code: plan.missing };
  if (readiness.ready) {
    try {
      yield* queued(signal, queue, () => answer(signal, engines['web-llm'], readiness, task));
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

function check({ choice, text }: Task): void {
  if (text.trim() === '') throw new AppError('text-empty', 'There is no text.');
  if (text.length > maxTextLength)
    throw new AppError('text-too-long', `${text.length} characters.`);
  if (lacksInstruction(choice))
    throw new AppError('instruction-empty', 'The own instruction is empty.');
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
  task: Task,
): Promise<Result | AppError | null> {
  if (task.choice.tool !== 'summarize') return null;
  try {
    return await instantAnswer(signal, engines, task);
  } catch (thrown) {
    signal.throwIfAborted();
    return toAppError(thrown);
  }
}

type Result = { readonly result: string; readonly receipt: Receipt };

async function instantAnswer(signal: AbortSignal, engines: Engines, task: Task): Promise<Result> {
  const begin = performance.now();
  const answer = engines.instant.generate(signal, task);
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
      elapsedMs: performance.now() - begin,
    },
  };
}

/** Waits for its turn, telling where it stands, then passes on what `work` yields. */
async function* queued(
  signal: AbortSignal,
  queue: Queue,
  work: () => AsyncIterable<RunEvent>,
): AsyncGenerator<RunEvent, void, undefined> {
  const places = mailbox<number>();
  const turn = queue.enter(signal, places.put).finally(places.close);
  try {
    for await (const ahead of places.items) yield { type: 'queued', ahead };
    await turn;
    yield* work();
  } finally {
    // Left while waiting: the turn may come later, and nobody would end it.
    turn.then(
      (leave) => leave(),
      () => {},
    );
  }
}

/** How often, and by how much, the text is cut down when the tokenizer finds more tokens than were estimated. */
const shares = [1, 0.7, 0.5, 0.3, 0.2];

async function* answer(
  signal: AbortSignal,
  engine: Engine,
  expected: Ready,
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
      yield* written(signal, engine, excerpt, { model: ready.model, begin });
      return;
    } catch (thrown) {
      if (toAppError(thrown).code !== 'over-window' || task.choice.tool === 'rewrite') throw thrown;
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
  { model, begin }: { model: string | null; begin: number },
): AsyncGenerator<RunEvent, void, undefined> {
  const cleaner = new StreamCleaner(task);
  const pieces = engine.generate(signal, task);
  try {
    let step = await pieces.next();
    while (!step.done) {
      const change = cleaner.push(step.value);
      if (change) yield { type: 'delta', ...change };
      step = await pieces.next();
    }
    const result = cleaner.finish();
    if (result === '') throw new AppError('answer-empty', 'Nothing is left after cleaning.');
    const elapsedMs = performance.now() - begin;
    const receipt = { engine: engine.id, model, ...reading, ...step.value, elapsedMs };
    yield { type: 'done', result, receipt };
  } finally {
    await pieces.return(undefined as never);
  }
}

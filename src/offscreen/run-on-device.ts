import { type AppError, toAppError } from '../core/errors.ts';
import type { Candidate } from '../core/ladder/candidates.ts';
import { type LocalPlan, planLocal } from '../core/ladder/plan.ts';
import type { Pace } from '../core/ladder/preference.ts';
import type { Settings } from '../core/settings.ts';
import type { Task } from '../core/tools.ts';
import { estimateTokens } from '../core/window.ts';
import { logError } from '../platform/log.ts';
import type { Answer, Fallback, RunEvent } from '../protocol/contract.ts';
import { answerByModel } from './answer-by-model.ts';
import { type Engines, engineStates } from './engine-states.ts';
import type { Gate } from './gate.ts';
import type { Health } from './health.ts';
import { instantAnswer } from './instant-answer.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import { queued } from './queued.ts';

/** All that answers on this device have to do with: there is no way out of it in here. */
export type Device = {
  readonly engines: Engines;
  readonly queue: Queue;
  readonly health: Health;
  readonly gate: Gate;
  readonly settings: () => Promise<Pick<Settings, 'preference' | 'upgradeAbovePercent'>>;
};

export type LocalRequest = {
  readonly task: Task;
  readonly pace: Pace;
  /** Of the document that asks; null for none. */
  readonly documentId: string | null;
};

/**
 * An answer made here. What the instant engine can do is there at once; the ladder says which engines may write over
 * that draft, or answer where there is none, and each that fails leaves it to the next. Throws what a person is to be told.
 */
export async function* runOnDevice(
  signal: AbortSignal,
  device: Device,
  meter: Meter,
  request: LocalRequest,
): AsyncGenerator<RunEvent, void, undefined> {
  const { task, pace } = request;
  const instant = await draftOf(signal, device.engines, meter, task);
  const draft = instant && 'result' in instant ? instant : null;
  if (draft) yield { type: 'draft', ...draft };
  const plan = await planFor(signal, device, request);
  yield* passedOver(plan);
  if (draft && plan.drafts && pace === 'usual') yield* held(signal, device, request, plan);
  const steps = plan.engines.filter(({ engine }) => engine !== 'instant' || draft);
  if (steps.length === 0 && instant) throw instant;
  yield* descent(signal, device, { steps, plan, draft, task, meter });
}

async function planFor(
  signal: AbortSignal,
  { engines, health, settings }: Device,
  { task, pace }: LocalRequest,
): Promise<LocalPlan> {
  const { preference } = await settings();
  const states = await engineStates(signal, engines, health, task);
  const { choice, language, text } = task;
  const asked = { choice, language, textTokens: estimateTokens(text) };
  return planLocal(asked, { preference, pace }, states);
}

/** Why the first of a plan is not the one that was wanted, if so. */
function* passedOver({ engines: [first], why, missing }: LocalPlan): Generator<RunEvent> {
  const code = why.kind === 'instead' ? why.code : missing;
  if (code) yield { type: 'fallback', code, next: nextTo(first) };
}

async function* held(
  signal: AbortSignal,
  { gate, settings }: Device,
  { documentId }: LocalRequest,
  { engines: [{ engine, state, expectedMs }] }: LocalPlan,
): AsyncGenerator<RunEvent, void, undefined> {
  const { upgradeAbovePercent } = await settings();
  for await (const by of gate.wait(signal, documentId, upgradeAbovePercent))
    yield { type: 'held', by, engine, model: state.model, expectedMs };
}

type Descent = {
  readonly steps: readonly Candidate[];
  readonly plan: LocalPlan;
  readonly draft: Answer | null;
  readonly task: Task;
  readonly meter: Meter;
};

/** From one engine to the next, until one answers. The last one's failure is what a person is told. */
async function* descent(
  signal: AbortSignal,
  device: Device,
  { steps, plan, draft, task, meter }: Descent,
): AsyncGenerator<RunEvent, void, undefined> {
  let { why } = plan;
  for (const [index, { engine: id, state }] of steps.entries()) {
    if (id === 'instant') break;
    const asked = { engine: device.engines[id], expected: state, meter, draft, why };
    try {
      yield* queued(signal, device.queue, () => answerByModel(signal, asked, task));
      device.health.succeeded(id);
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = toAppError(thrown);
      device.health.failed(id, code);
      const next = steps[index + 1];
      if (!next) throw thrown;
      logError(thrown);
      why = { kind: 'instead', of: id, code };
      yield { type: 'fallback', code, next: nextTo(next) };
      if (draft && next.engine !== 'instant') yield { type: 'draft', ...draft };
    }
  }
  if (draft) yield { type: 'done', ...draft, offer: plan.offer, why };
}

function nextTo({ engine, state: { model } }: Candidate): Fallback['next'] {
  return engine === 'instant' ? { kind: 'instant' } : { kind: 'engine', engine, model };
}

/** What the instant engine answers, or why it failed; null for what it cannot do at all. */
async function draftOf(
  signal: AbortSignal,
  { instant }: Engines,
  meter: Meter,
  task: Task,
): Promise<Answer | AppError | null> {
  try {
    const { state } = await instant.readiness(signal, task);
    return state === 'ready' ? await instantAnswer(signal, instant, meter, task) : null;
  } catch (thrown) {
    signal.throwIfAborted();
    return toAppError(thrown);
  }
}

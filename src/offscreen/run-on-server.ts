import { type CloudPlan, planCloud } from '../core/cloud/plan-cloud.ts';
import { requestBody } from '../core/cloud/request-body.ts';
import { AppError } from '../core/errors.ts';
import type { Masking } from '../core/receipt.ts';
import { Restorer, restore } from '../core/redact/restore.ts';
import { stillMasked } from '../core/redact/still-masked.ts';
import { type MaskedTask, maskTask } from '../core/redact/task.ts';
import type { Task } from '../core/tools.ts';
import type { Asker } from '../protocol/call.ts';
import type { Configuration, RunEvent } from '../protocol/contract.ts';
import { attempts, type Exit, type Outgoing } from './attempts.ts';
import { cleaned } from './cleaned.ts';
import type { Consents } from './consents.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import { queued } from './queued.ts';
import { whole } from './reading.ts';

export type ServerSide = {
  readonly configuration: () => Promise<Configuration>;
  readonly consents: Consents;
  readonly exit: Exit;
  readonly queue: Queue;
};

export type Request = {
  readonly task: Task;
  /** Who asks, and where the text comes from. */
  readonly asker: Asker;
};

/** What a person agreed to, or agreed to once for all. */
type Agreed = { readonly plan: CloudPlan; readonly masked: MaskedTask };

/** An answer of the server that the person chose, and of nobody else: nothing steps in when it fails. */
export async function* runOnServer(
  signal: AbortSignal,
  side: ServerSide,
  meter: Meter,
  request: Request,
): AsyncGenerator<RunEvent, void, undefined> {
  const agreed = yield* agreement(signal, side, request);
  yield* queued(signal, side.queue, () => answer(signal, side, meter, { ...request, ...agreed }));
}

async function* agreement(
  signal: AbortSignal,
  { configuration, consents }: ServerSide,
  { task, asker }: Request,
): AsyncGenerator<RunEvent, Agreed, undefined> {
  const { settings } = await configuration();
  const plan = planCloud(settings.cloud, asker.sites);
  const masked = settings.cloud.redacts
    ? maskTask(task, settings.privateWords)
    : { task, masked: [] };
  if (!plan.needsConsent) return { plan, masked };
  const { ticket, answer } = consents.ask(signal, asker);
  // The address itself is none of a page's business.
  const { host, model } = plan.server;
  const preview = { server: { host, model }, ...masked.task, masked: masked.masked };
  yield { type: 'consent', ticket, preview };
  const text = await answer;
  if (text.trim() === '') throw new AppError('text-empty', 'Nothing is left to be sent.');
  return { plan, masked: { ...masked, task: { ...masked.task, text } } };
}

/** What was decided before a person's answer, a queue or a pause must still hold when something is about to leave. */
async function requireStill(
  { server, needsConsent }: CloudPlan,
  configuration: ServerSide['configuration'],
  { sites }: Asker,
): Promise<void> {
  const now = planCloud((await configuration()).settings.cloud, sites);
  const isSame = now.server.baseUrl === server.baseUrl && now.server.model === server.model;
  if (!isSame || (now.needsConsent && !needsConsent))
    throw new AppError('cloud-changed', 'The settings changed in the meantime.');
}

async function* answer(
  signal: AbortSignal,
  { exit, configuration }: ServerSide,
  meter: Meter,
  { task, asker, plan, masked }: Request & Agreed,
): AsyncGenerator<RunEvent, void, undefined> {
  const begin = performance.now();
  const { reading } = whole(masked.task);
  const { server } = plan;
  yield { type: 'plan', engine: 'cloud', model: server.model, reading };
  const outgoing: Outgoing = {
    server,
    body: requestBody(server, masked.task),
    purpose: asker.isPrivate ? null : task.choice.tool,
    mayLeave: () => requireStill(plan, configuration, asker),
  };
  const restorer = new Restorer(masked.masked);
  const pieces = restored(attempts(signal, exit, meter, outgoing), restorer);
  // Judged by the text as the person knows it: what it says itself is no preamble.
  const known = { ...task, text: restore(masked.task.text, masked.masked) };
  const { result, ending } = yield* cleaned(pieces, known);
  yield {
    type: 'done',
    result,
    receipt: {
      engine: 'cloud',
      model: server.model,
      ...reading,
      ...ending,
      traffic: meter.read(),
      masking: maskingOf(masked, result),
      elapsedMs: performance.now() - begin,
    },
  };
}

/** By what the person gets to see: a thought or a line that was cleaned away brings nothing back. */
function maskingOf({ task, masked }: MaskedTask, result: string): Masking {
  const sent = stillMasked(task, masked);
  const missing = sent.filter(
    ({ placeholder, original }) =>
      task.text.includes(placeholder) && !result.includes(original.trim()),
  );
  return { masked: sent, missing };
}

async function* restored<Ending>(
  pieces: AsyncGenerator<string | RunEvent, Ending, undefined>,
  restorer: Restorer,
): AsyncGenerator<string | RunEvent, Ending, undefined> {
  try {
    let step = await pieces.next();
    while (!step.done) {
      yield typeof step.value === 'string' ? restorer.push(step.value) : step.value;
      step = await pieces.next();
    }
    yield restorer.finish();
    return step.value;
  } finally {
    await pieces.return(undefined as never);
  }
}

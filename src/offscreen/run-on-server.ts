import { requestBody } from '../core/cloud/request-body.ts';
import { AppError } from '../core/errors.ts';
import type { CloudPlan } from '../core/ladder.ts';
import { planCloud } from '../core/ladder.ts';
import type { Masking } from '../core/receipt.ts';
import { type Redaction, redact } from '../core/redact/redact.ts';
import { Restorer, restore } from '../core/redact/restore.ts';
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
  readonly asker: Asker;
  /** Nothing of it is logged. */
  readonly isPrivate: boolean;
};

/** What a person agreed to, or agreed to once for all. */
type Agreed = { readonly plan: CloudPlan; readonly redaction: Redaction };

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
  const redaction = settings.cloud.redacts
    ? redact(task.text, settings.privateWords)
    : { text: task.text, masked: [] };
  if (!plan.needsConsent) return { plan, redaction };
  const { ticket, answer } = consents.ask(signal, asker);
  const { text, masked } = redaction;
  const { language } = task;
  // The address itself is none of a page's business.
  const { host, model } = plan.server;
  yield { type: 'consent', ticket, preview: { server: { host, model }, text, language, masked } };
  const agreed = await answer;
  if (agreed.trim() === '') throw new AppError('text-empty', 'Nothing is left to be sent.');
  await requireSame(plan, configuration, asker);
  return { plan, redaction: { text: agreed, masked: heldBy(agreed, redaction) } };
}

/** Meanwhile the settings may have changed: a yes was for this server. */
async function requireSame(
  { server }: CloudPlan,
  configuration: ServerSide['configuration'],
  { sites }: Asker,
): Promise<void> {
  const now = planCloud((await configuration()).settings.cloud, sites).server;
  if (now.baseUrl !== server.baseUrl || now.model !== server.model)
    throw new AppError('cloud-off', 'Another server was chosen in the meantime.');
}

/** What is still masked in the text as the person left it. */
function heldBy(text: string, { masked }: Redaction): Redaction['masked'] {
  return masked.filter(({ placeholder }) => text.includes(placeholder));
}

async function* answer(
  signal: AbortSignal,
  { exit }: ServerSide,
  meter: Meter,
  { task, plan, redaction, isPrivate }: Request & Agreed,
): AsyncGenerator<RunEvent, void, undefined> {
  const begin = performance.now();
  const sent = { ...task, text: redaction.text };
  const { reading } = whole(sent);
  const { server } = plan;
  yield { type: 'plan', engine: 'cloud', model: server.model, reading };
  const outgoing: Outgoing = {
    server,
    body: requestBody(server, sent),
    purpose: isPrivate ? null : task.choice.tool,
  };
  const restorer = new Restorer(redaction.masked);
  const pieces = restored(attempts(signal, exit, meter, outgoing), restorer);
  // Judged by the text as the person knows it: what it says itself is no preamble.
  const known = { ...task, text: restore(redaction.text, redaction.masked) };
  const { result, ending } = yield* cleaned(pieces, known);
  const masking: Masking = { masked: redaction.masked, missing: restorer.missing() };
  yield {
    type: 'done',
    result,
    receipt: {
      engine: 'cloud',
      model: server.model,
      ...reading,
      ...ending,
      traffic: meter.read(),
      masking,
      elapsedMs: performance.now() - begin,
    },
  };
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

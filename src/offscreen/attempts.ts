import { type Refusal, refusalCode, retryDelayMs } from '../core/cloud/refusal.ts';
import type { Server } from '../core/cloud/settings.ts';
import { AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import type { Ending } from '../core/receipt.ts';
import type { ChatArgs, ChatEvent, RequestRecord, RunEvent } from '../protocol/contract.ts';
import { sleep } from '../protocol/sleep.ts';
import type { Door } from './door.ts';
import type { Meter } from './meter.ts';
import { openLine, type WriteLine } from './request-log.ts';
import { watchdog } from './watchdog.ts';

export type Outgoing = {
  readonly server: Server;
  /** Leaves as it is, to the byte. */
  readonly body: string;
  /** Null for a request that is not logged. */
  readonly purpose: RequestRecord['purpose'] | null;
  /** Asked right before each attempt; rejects when something that was decided before no longer holds. */
  readonly mayLeave: () => Promise<void>;
};

/** The way out, and what is needed on it. */
export type Exit = {
  readonly door: Pick<Door, 'ask'>;
  /** Asked for at each attempt, and kept nowhere. */
  readonly keyFor: (signal: AbortSignal, baseUrl: string) => Promise<string | null>;
  readonly record: WriteLine;
};

/** The door has time limits of its own, which are shorter: this is for a door that does not answer at all. */
const doorSilenceMs = 240_000;

/** Asks until there is an answer, or a refusal that time does not heal. After the first token nothing is asked again. */
export async function* attempts(
  signal: AbortSignal,
  exit: Exit,
  meter: Meter,
  outgoing: Outgoing,
): AsyncGenerator<string | RunEvent, Ending, undefined> {
  for (let attempt = 1; ; attempt++) {
    yield { type: 'asking' };
    const outcome = yield* oneAttempt(signal, exit, meter, outgoing);
    if ('truncated' in outcome) return outcome;
    const code = refusalCode(outcome);
    const delayMs = retryDelayMs(outcome, attempt, Math.random());
    if (delayMs === null) {
      // Also of what was in vain a person may know how much of it left.
      yield { type: 'traffic', traffic: meter.read() };
      throw refusedWith(outcome);
    }
    yield { type: 'waiting', delayMs, code };
    await sleep(signal, delayMs);
  }
}

async function* oneAttempt(
  signal: AbortSignal,
  { door, keyFor, record }: Exit,
  meter: Meter,
  { server, body, purpose, mayLeave }: Outgoing,
): AsyncGenerator<string | RunEvent, Ending | Refusal, undefined> {
  const { baseUrl, host } = server;
  await mayLeave();
  const key = await keyFor(signal, baseUrl);
  const line = await openLine(record, purpose, { host, sentBytes: utf8Length(body) });
  const count = meter.attempt(host);
  let hasBegun = false;
  let error: ErrorCode | null = null;
  try {
    for await (const event of through(signal, door, { baseUrl, key, body })) {
      count(event);
      line.count(event);
      if (event.type === 'ending') return event.ending;
      if (event.type === 'refused') {
        error = refusalCode(event.refusal);
        if (event.refusal.status === 0) meter.markUnanswered();
        if (hasBegun) throw refusedWith(event.refusal);
        return event.refusal;
      }
      if (event.type === 'sending') yield { type: 'traffic', traffic: meter.read() };
      else {
        hasBegun ||= event.text !== '';
        yield event.text;
      }
    }
    throw new AppError('cloud-cut', 'The door ended its answer without saying so.');
  } catch (thrown) {
    error ??= signal.aborted ? null : toAppError(thrown).code;
    if (!signal.aborted) yield { type: 'traffic', traffic: meter.read() };
    throw thrown;
  } finally {
    await line.end(error);
  }
}

/** Hangs up on a door that says nothing at all, which would keep its request open. */
async function* through(
  signal: AbortSignal,
  door: Exit['door'],
  args: ChatArgs,
): AsyncGenerator<ChatEvent, void, undefined> {
  const silence = new AbortController();
  const events = door.ask(AbortSignal.any([signal, silence.signal]), 'chat', args);
  try {
    yield* watchdog(events, () => doorSilenceMs);
  } catch (thrown) {
    const isSilent = toAppError(thrown).code === 'engine-silent';
    throw isSilent
      ? new AppError('cloud-silent', 'The door is silent.', { cause: thrown })
      : thrown;
  } finally {
    silence.abort();
  }
}

function refusedWith(refusal: Refusal): AppError {
  return new AppError(refusalCode(refusal), `The server answered with ${refusal.status}.`);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

import { afterEach, beforeEach } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/errors.ts';
import type { TimeLimits } from '../../src/door/ask.ts';
import { chat } from '../../src/door/chat.ts';
import type { ChatArgs, ChatEvent } from '../../src/protocol/contract.ts';
import { CloudServer } from '../e2e/support/cloud-server.ts';

export const never = new AbortController().signal;

/** Long enough for a loaded machine: a test that waits for a limit says which one. */
export const patient: TimeLimits = { connectMs: 60_000, firstTokenMs: 60_000, silenceMs: 60_000 };

export const body = '{"model":"test-model","messages":[]}';

/** A server for each test of a file. */
export function servedCloud(): () => CloudServer {
  let cloud: CloudServer | null = null;
  beforeEach(async () => {
    cloud = await CloudServer.open();
  });
  afterEach(() => cloud?.close());
  return () => {
    if (!cloud) throw new Error('Only within a test.');
    return cloud;
  };
}

export function askedOf(cloud: CloudServer, args: Partial<ChatArgs> = {}): ChatArgs {
  return { baseUrl: cloud.base, key: 'the-key', body, ...args };
}

/** An event without its bytes: what is tested apart. */
export type Said = Readonly<Record<string, unknown>>;

export type Outcome = {
  /** All but `sending`. */
  readonly said: readonly Said[];
  readonly text: string;
  readonly thrown: ErrorCode | null;
};

/** All that one request says, and the error that it ends with. */
export async function outcome(
  cloud: CloudServer,
  limits: Partial<TimeLimits> = {},
  args: ChatArgs = askedOf(cloud),
): Promise<Outcome> {
  const events: ChatEvent[] = [];
  const thrown = await errorOf(async () => {
    const said = chat(never, args, { ...patient, ...limits });
    for await (const event of said) events.push(event);
  });
  return {
    said: events.filter(({ type }) => type !== 'sending').map(withoutBytes),
    text: events.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    thrown,
  };
}

function withoutBytes({ sentBytes, receivedBytes, ...said }: ChatEvent): Said {
  return said;
}

/** The code that it throws; anything but an `AppError` goes on. */
export async function errorOf(work: () => Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work();
    return null;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}

/** How the connection of the last request to the server ended; never, while it is open. */
export async function lastEnd(cloud: CloudServer): Promise<string | undefined> {
  return cloud.requests.at(-1)?.ended;
}

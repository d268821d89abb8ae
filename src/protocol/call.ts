import { AppError } from '../core/errors.ts';
import { type ErrorFrame, packError, unpackError } from './error-frame.ts';

/** A call as it is sent, and its answer. `result` is never undefined: that would vanish on the wire. */
export type CallMessage = { readonly verb: string; readonly args: unknown };
type Answer = { readonly result: unknown } | { readonly error: ErrorFrame };

/** Who asks. `pages` are the program's own pages and service worker, `anyone` includes content scripts. */
export type Trust = 'anyone' | 'pages';

export type Asker = {
  readonly trust: Trust;
  /** Null where the asker lives in no tab. */
  readonly tabId: number | null;
  readonly frameId: number | null;
  /** One loaded document, told apart from the one before it in the same frame. Null where the asker is none. */
  readonly documentId: string | null;
  /** Hosts of the page and of the frame that ask, as the browser says; `''` where it names none. Empty for our own pages. */
  readonly sites: readonly string[];
  readonly isPrivate: boolean;
};

/** What a table of the contract asks of its server: one handler for each verb, none missing. */
export type CallHandlers<Table> = {
  readonly [Verb in keyof Table]: Table[Verb] extends { args: infer Args; result: infer Result }
    ? (args: Args, asker: Asker) => Promise<Result>
    : never;
};

export type Tables<Handler> = Readonly<Record<Trust, Readonly<Record<string, Handler>>>>;

/**
 * The handler that `trust` may reach under `verb`: trust is the table in which a verb stands.
 * Throws `refused` both for a verb that does not exist and for one that is not for this asker.
 */
export function permitted<Handler>(tables: Tables<Handler>, trust: Trust, verb: string): Handler {
  const open = trust === 'pages' ? [tables.anyone, tables.pages] : [tables.anyone];
  for (const table of open) {
    // Own keys only: a verb named `constructor` must not find Object's.
    const handler = Object.hasOwn(table, verb) ? table[verb] : undefined;
    if (handler) return handler;
  }
  throw new AppError('refused', `No verb ${JSON.stringify(verb)} for ${trust}.`);
}

type AnyCallHandler = (args: never, asker: Asker) => Promise<unknown>;

export async function answerCall(
  tables: Tables<AnyCallHandler>,
  asker: Asker,
  message: unknown,
): Promise<Answer> {
  try {
    const { verb, args } = asCall(message);
    const handler = permitted(tables, asker.trust, verb);
    return { result: (await handler(args as never, asker)) ?? null };
  } catch (thrown) {
    return { error: packError(thrown) };
  }
}

function asCall(message: unknown): CallMessage {
  if (typeof message === 'object' && message !== null && 'verb' in message) {
    const { verb, args } = message as { verb: unknown; args?: unknown };
    if (typeof verb === 'string') return { verb, args: args ?? null };
  }
  throw new AppError('refused', 'Not a call.');
}

/** The result of a call, or its error thrown. A missing answer means that nobody listened. */
export function openAnswer(answer: unknown): unknown {
  const received = answer as Answer | undefined | null;
  if (!received) throw new AppError('disconnected', 'Nobody answered the call.');
  if ('error' in received) throw unpackError(received.error);
  return received.result;
}

import { AppError } from '../core/errors.ts';
import type { ServerAccess } from '../protocol/contract.ts';

/** Milliseconds of silence that a server is allowed. */
export type TimeLimits = {
  /** Until it answers at all: some load their model first. */
  readonly connectMs: number;
  readonly firstTokenMs: number;
  readonly silenceMs: number;
};

export const timeLimits: TimeLimits = {
  connectMs: 120_000,
  firstTokenMs: 180_000,
  silenceMs: 60_000,
};

/** What no request of the door goes without. */
const discreet = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'error',
  cache: 'no-store',
} as const satisfies RequestInit;

/** One request; null when it did not get through. Throws `cloud-silent`, or why it was aborted. */
export async function ask(
  signal: AbortSignal,
  url: string,
  init: RequestInit,
): Promise<Response | null> {
  try {
    return await fetch(url, { ...discreet, ...init, signal });
  } catch {
    if (signal.aborted) throw reasonOf(signal);
    // A browser does not tell a page whether nobody was there, the answer may not be read, or led elsewhere.
    return null;
  }
}

/** Always with a content type that makes the browser ask the server first: a list of models must not be let through where an answer would not be. */
export function headersFor({ key }: ServerAccess): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
}

export function reasonOf({ reason }: AbortSignal): AppError {
  return reason instanceof AppError ? reason : new AppError('disconnected', 'Given up.');
}

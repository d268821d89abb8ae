import { backoffMs } from '../backoff.ts';
import type { ErrorCode } from '../errors.ts';

/** Why a request brought nothing, or not all. */
export type Setback = {
  /** What a person is told when no further attempt is made. */
  readonly code: ErrorCode;
  /** How many attempts in a row may end like this, the first one included. */
  readonly attempts: number;
  /** What the host asks for; null where it does not say. */
  readonly retryAfterMs: number | null;
};

/** With waits of 1, 2, 4… seconds between them, a host has about a minute to come back. */
const attempts = 7;

/** A host that wants more time than this is one that does not answer today. */
const maxWaitMs = 600_000;

/** No connection, one that broke, or one that went silent. */
export const brokenOff: Setback = { code: 'download-failed', attempts, retryAfterMs: null };

/** The answer does not fit to what is here already: what was here is thrown away, and nothing speaks for waiting. */
export const unfitting: Setback = { code: 'download-failed', attempts, retryAfterMs: 0 };

/** A web page where a file should be: no network lets a person sign in by itself. */
export const webPage: Setback = { code: 'download-portal', attempts: 1, retryAfterMs: null };

const refusals: Readonly<Record<number, ErrorCode>> = {
  401: 'download-refused',
  403: 'download-refused',
  404: 'download-missing',
  410: 'download-missing',
  511: 'download-portal',
};

/** A host redirects to an address that is good for a while: the next one may be good again. */
const expiredAttempts = 3;

/** What a host refuses with. */
export type Refused = {
  readonly status: number;
  readonly wasRedirected: boolean;
  readonly retryAfterMs: number | null;
  /** Hugging Face's `X-Error-Code`: to strangers, it refuses what does not exist as if it were private. */
  readonly reason: string | null;
};

export function refusedWith({ status, wasRedirected, retryAfterMs, reason }: Refused): Setback {
  const refusal = reason === 'RepoNotFound' ? 'download-missing' : refusals[status];
  if (refusal) {
    const mayHaveExpired = status === 403 && wasRedirected;
    return { code: refusal, attempts: mayHaveExpired ? expiredAttempts : 1, retryAfterMs: null };
  }
  const code = status === 429 ? 'download-busy' : 'download-failed';
  return { code, attempts: isTemporary(status) ? attempts : 1, retryAfterMs };
}

/** Whether time may heal it. */
export function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** How long to wait after so many attempts in vain; null when there shall be no further one. `random` is 0 to 1. */
export function nextWaitMs(setback: Setback, inVain: number, random: number): number | null {
  if (inVain >= setback.attempts) return null;
  const waitMs = setback.retryAfterMs ?? backoffMs(1000, inVain, random);
  return waitMs <= maxWaitMs ? waitMs : null;
}

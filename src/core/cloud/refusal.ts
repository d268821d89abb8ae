import { backoffMs } from '../backoff.ts';
import type { ErrorCode } from '../errors.ts';

/** What a server said instead of an answer. */
export type Refusal = {
  readonly status: number;
  /** The server's own code for it, where it sent one that is a word and no prose: `model_not_found`. */
  readonly reason: string | null;
  readonly retryAfterMs: number | null;
};

const reasons: Readonly<Record<string, ErrorCode>> = {
  context_length_exceeded: 'cloud-too-long',
  model_not_found: 'cloud-no-model',
  insufficient_quota: 'cloud-quota',
  invalid_api_key: 'cloud-unauthorized',
};

const statuses: Readonly<Record<number, ErrorCode>> = {
  // The request did not get through.
  0: 'cloud-unreachable',
  401: 'cloud-unauthorized',
  402: 'cloud-quota',
  403: 'cloud-unauthorized',
  404: 'cloud-no-model',
  408: 'cloud-silent',
  413: 'cloud-too-long',
  429: 'cloud-busy',
};

export function refusalCode({ status, reason }: Refusal): ErrorCode {
  const byReason = reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return byReason ?? statuses[status] ?? (status >= 500 ? 'cloud-failing' : 'cloud-rejected');
}

/** Attempts for one answer, the first included. */
const maxAttempts = 3;

/** A person waits for this; a server that wants more time is one that did not answer. */
const maxWaitMs = 30_000;

/**
 * How long to wait before the next attempt; null when there shall be none. `attempt` counts from 1, `random` is 0 to 1.
 */
export function retryDelayMs(refusal: Refusal, attempt: number, random: number): number | null {
  if (attempt >= maxAttempts || !isTemporary(refusal)) return null;
  const delayMs = refusal.retryAfterMs ?? backoffMs(500, attempt, random);
  return delayMs <= maxWaitMs ? delayMs : null;
}

function isTemporary(refusal: Refusal): boolean {
  return (
    [429, 500, 502, 503, 504].includes(refusal.status) && refusalCode(refusal) !== 'cloud-quota'
  );
}

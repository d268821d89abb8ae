import type { Readiness, Ready } from '../../core/ladder/readiness.ts';
import type { Availability } from '../../platform/built-in.ts';
import { unlessAborted } from '../../protocol/unless-aborted.ts';

/** A browser that does not answer this at once would hold up all other engines. */
const patienceMs = 1000;

/** What it says, or `unavailable` where it says nothing in time. */
export async function availabilityOf<Options>(
  signal: AbortSignal,
  factory: { availability(options: Options): Promise<Availability> } | null,
  options: Options,
): Promise<Availability> {
  if (!factory) return 'unavailable';
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const both = AbortSignal.any([signal, patience]);
    return await unlessAborted(both, factory.availability(options));
  } catch (thrown) {
    signal.throwIfAborted();
    if (patience.aborted) return 'unavailable';
    throw thrown;
  }
}

export function readinessOf(availability: Availability, ready: Ready): Readiness {
  switch (availability) {
    case 'available':
      return ready;
    case 'downloadable':
      return { state: 'needs-download', code: 'no-model' };
    case 'downloading':
      return { state: 'downloading', code: 'no-model' };
    case 'unavailable':
      return { state: 'unavailable', code: 'built-in-unavailable' };
  }
}

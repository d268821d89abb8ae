import type { ModelFit } from './fit.ts';
import type { Model } from './model.ts';

export type Candidate = {
  readonly id: string;
  readonly engine: Model['engine'];
  readonly fit: ModelFit;
  /** For a page of text; null: unknown. */
  readonly pageMs: number | null;
  /** Still to be downloaded. */
  readonly missingBytes: number;
};

/**
 * A slow model is better than none while a page takes no longer than this; then the instant engine serves better. Without
 * a GPU nothing else rewrites at all.
 */
const longestMs = { 'web-llm': 60_000, cpu: 120_000 } as const;

/** A disk that is full to the brim troubles everything else on the machine. */
const reserveBytes = 1024 ** 3;

/**
 * The model to download first: the best that is not slow, else the fastest of the slow ones. `candidates` stand from the
 * least to the best. Null where none can be recommended.
 */
export function recommendModel(candidates: readonly Candidate[], freeBytes: number): string | null {
  const storable = candidates.filter(
    ({ missingBytes }) => missingBytes === 0 || missingBytes + reserveBytes <= freeBytes,
  );
  const best = storable.findLast(({ fit }) => fit === 'good');
  return best?.id ?? fastestSlow(storable)?.id ?? null;
}

function fastestSlow(candidates: readonly Candidate[]): Candidate | undefined {
  const [fastest] = candidates
    .filter((one) => one.fit === 'slow' && timeOf(one) <= longestMs[one.engine])
    .toSorted((a, b) => timeOf(a) - timeOf(b));
  return fastest;
}

function timeOf({ pageMs }: Candidate): number {
  return pageMs ?? Number.POSITIVE_INFINITY;
}

/** Long enough to smooth four transfers at once, short enough to notice that a line became slow. */
const windowMs = 8_000;
/** A shorter time says nothing yet. */
const leastMs = 1_500;

type Sample = { readonly atMs: number; readonly bytes: number };

/** How fast bytes came of late. */
export class Rate {
  #samples: Sample[] = [];

  /** `bytes` in total so far; fewer than before begins anew, since something was thrown away. */
  add(atMs: number, bytes: number): void {
    if (bytes < (this.#samples.at(-1)?.bytes ?? 0)) this.#samples = [];
    this.#samples.push({ atMs, bytes });
    while ((this.#samples[1]?.atMs ?? atMs) < atMs - windowMs) this.#samples.shift();
  }

  /** Null until there is enough to say it of. */
  bytesPerSecond(nowMs: number): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || nowMs - first.atMs < leastMs) return null;
    return ((last.bytes - first.bytes) / (nowMs - first.atMs)) * 1000;
  }
}

/** Null where nobody can say. */
export function secondsLeft(missingBytes: number, bytesPerSecond: number | null): number | null {
  return bytesPerSecond ? missingBytes / bytesPerSecond : null;
}

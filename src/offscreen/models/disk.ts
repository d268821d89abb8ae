import type { Weights } from '../../core/models/files.ts';
import { type Stored, storedBytes, storedOf, strayBytes } from './store.ts';

export type OnDisk = { readonly stored: Stored; readonly bytes: number };

/** What is on disk of each model, looked at anew only after something has changed: a look at every file takes its time. */
export class Disk {
  readonly #seen = new Map<string, Promise<OnDisk>>();
  #strays: Promise<number> | null = null;

  of(weights: Weights): Promise<OnDisk> {
    const seen = this.#seen.get(weights.weightsUrl) ?? look(weights);
    this.#seen.set(weights.weightsUrl, seen);
    return seen;
  }

  /** Bytes of what belongs to none of these. */
  straysOf(weightsUrls: readonly string[]): Promise<number> {
    this.#strays ??= strayBytes(weightsUrls);
    return this.#strays;
  }

  forget(): void {
    this.#seen.clear();
    this.#strays = null;
  }
}

async function look(weights: Weights): Promise<OnDisk> {
  const [stored, bytes] = await Promise.all([storedOf(weights), storedBytes(weights.weightsUrl)]);
  return { stored, bytes };
}

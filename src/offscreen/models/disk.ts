import { type Stored, storedBytes, storedOf, strayBytes } from './store.ts';

export type OnDisk = { readonly stored: Stored; readonly bytes: number };

/** What is on disk of each model, looked at anew only after something has changed: a look at every file takes its time. */
export class Disk {
  readonly #seen = new Map<string, Promise<OnDisk>>();
  #strays: Promise<number> | null = null;

  of(weightsUrl: string): Promise<OnDisk> {
    const seen = this.#seen.get(weightsUrl) ?? look(weightsUrl);
    this.#seen.set(weightsUrl, seen);
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

async function look(weightsUrl: string): Promise<OnDisk> {
  const [stored, bytes] = await Promise.all([storedOf(weightsUrl), storedBytes(weightsUrl)]);
  return { stored, bytes };
}

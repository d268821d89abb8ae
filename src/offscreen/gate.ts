import type { Asker } from '../protocol/call.ts';
import type { Holding } from '../protocol/contract.ts';
import { unlessAborted } from '../protocol/unless-aborted.ts';

/** What is known of the device's battery; null on one without, or where the browser does not say. */
export type Battery = EventTarget & { readonly charging: boolean; readonly level: number };

/** Lets better answers through that nobody asked for: not while the battery is low, nor while the person writes. */
export class Gate {
  readonly #battery: Promise<Battery | null>;
  /** Documents in which somebody writes, and how many of their askers say so. */
  readonly #held = new Map<string, number>();
  readonly #changes = new EventTarget();

  constructor(battery: () => Promise<Battery | null>) {
    this.#battery = battery().catch(() => null);
  }

  /** Until the signal aborts, what the same document asked for waits. */
  async hold(signal: AbortSignal, { documentId }: Asker): Promise<void> {
    if (documentId === null) return;
    this.#count(documentId, 1);
    try {
      await unlessAborted(signal, new Promise<never>(() => {}));
    } finally {
      this.#count(documentId, -1);
    }
  }

  /** Yields what stands in the way, each time that is another thing, and returns when nothing does. */
  async *wait(
    signal: AbortSignal,
    documentId: string | null,
    abovePercent: number,
  ): AsyncGenerator<Holding, void, undefined> {
    const battery = await unlessAborted(signal, this.#battery);
    let told: Holding | null = null;
    while (true) {
      const waiting = new AbortController();
      try {
        const changed = this.#nextChange(waiting.signal, battery);
        const by = this.#obstacle(battery, documentId, abovePercent);
        if (by === null) return;
        if (by !== told) yield by;
        told = by;
        await unlessAborted(signal, changed);
      } finally {
        waiting.abort();
      }
    }
  }

  #obstacle(
    battery: Battery | null,
    documentId: string | null,
    abovePercent: number,
  ): Holding | null {
    if (documentId !== null && this.#held.has(documentId)) return 'typing';
    const isLow = battery !== null && !battery.charging && battery.level * 100 < abovePercent;
    return isLow ? 'battery' : null;
  }

  #nextChange(signal: AbortSignal, battery: Battery | null): Promise<void> {
    return new Promise((resolve) => {
      const told = () => resolve();
      this.#changes.addEventListener('change', told, { signal });
      for (const name of ['levelchange', 'chargingchange'])
        battery?.addEventListener(name, told, { signal });
    });
  }

  #count(documentId: string, change: number): void {
    const count = (this.#held.get(documentId) ?? 0) + change;
    if (count > 0) this.#held.set(documentId, count);
    else this.#held.delete(documentId);
    this.#changes.dispatchEvent(new Event('change'));
  }
}

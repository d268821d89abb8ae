import type { Masked } from './kinds.ts';
import { beginningsOf, begunLength, replacePlaceholders } from './placeholders.ts';

/** Puts the originals back, also for placeholders that a model wrote in another way than it read them. */
export function restore(text: string, masked: readonly Masked[]): string {
  const restorer = new Restorer(masked);
  return restorer.push(text) + restorer.finish();
}

/** Restores placeholders in an answer that comes in pieces of any size; holds back only what may still become a placeholder. */
export class Restorer {
  readonly #originals: ReadonlyMap<string, string>;
  readonly #beginnings: ReadonlySet<string>;
  #held = '';

  constructor(masked: readonly Masked[]) {
    this.#originals = new Map(masked.map(({ placeholder, original }) => [placeholder, original]));
    this.#beginnings = beginningsOf(masked);
  }

  /** The restored text that is certain now. */
  push(piece: string): string {
    const text = this.#held + piece;
    const certain = text.length - begunLength(text, this.#beginnings);
    this.#held = text.slice(certain);
    return this.#restored(text.slice(0, certain));
  }

  /** What was still held back: a placeholder that the end cut off stays as it is. */
  finish(): string {
    const held = this.#held;
    this.#held = '';
    return this.#restored(held);
  }

  #restored(text: string): string {
    return replacePlaceholders(text, (placeholder) => this.#originals.get(placeholder) ?? null);
  }
}

import type { Parts } from './parts.ts';
import type { Shelf } from './shelf.ts';
import type { Source } from './source.ts';
import type { Tally } from './tally.ts';

/** Where the files of one model come from, and where they go. */
export type Route = {
  /** Null: only from what is in the parts already. */
  readonly origin: Origin | null;
  readonly parts: Parts;
  readonly shelf: Shelf;
  readonly tally: Tally;
};

export type Origin = { readonly source: Source; readonly sourceUrl: string };

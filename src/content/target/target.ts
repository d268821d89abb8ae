/** What became of a text that was to be written into the page, looked up there afterwards. */
export type Outcome =
  | 'written'
  /** Nothing was written: what stands there is no longer what was read. */
  | 'outdated'
  /** Nothing was written, or what was written was taken back: the page does not take it. */
  | 'refused'
  /** The page made something else of it, and it could not be taken back. */
  | 'altered';

/** The way back to where a text stands. */
export type Writer = {
  /** Puts `text` in place of what stands there now, and touches only what differs. */
  readonly replace: (text: string) => Promise<Outcome>;
  /** Puts `text` on lines of its own below what stands there. Null where there is but one line. */
  readonly insertBelow: ((text: string) => Promise<Outcome>) | null;
};

/** The text that a gesture meant, and where it stands. */
export type Target = {
  readonly text: string;
  /** Where it stands now, in the viewport; null where that cannot be told. */
  readonly anchor: () => DOMRect | null;
  /** Null for text that can only be read. */
  readonly writer: Writer | null;
};

/** The text that a gesture meant, and the way back to where it stands. */
export type Target = {
  readonly text: string;
  /** Where it stands now, in the viewport; null for a whole page. */
  readonly anchor: () => DOMRect | null;
  /** Puts another text in its place; null for text that can only be read. False when it could not be done: then the page is as it was, or as the editor left it. */
  readonly replace: ((by: string) => boolean) | null;
};

/** The text that a gesture meant, and the way back to where it stands. */
export type Target = {
  readonly text: string;
  /** Where it stands now, in the viewport; null for a whole page. */
  readonly anchor: () => DOMRect | null;
  /** The field or editor that holds it; null for text that only can be read. */
  readonly element: HTMLElement | null;
  /** Puts another text in its place. False when it could not be done: then the page is as it was, or as the editor left it. */
  readonly replace: ((by: string) => boolean) | null;
};

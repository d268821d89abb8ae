/** One change of a text. `[start, end)` in UTF-16 units of the text before; an insertion has `start === end`. */
export type Change = {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
};

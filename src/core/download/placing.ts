/** What an answer says about the bytes that it brings. Headers that may not be read are null. */
export type Answered = {
  readonly status: number;
  readonly contentRange: string | null;
  readonly contentLength: string | null;
};

/**
 * Where the bytes of an answer belong in a file of which `from` on were asked for; null when that cannot be said.
 * `size` is the whole file's, null where it is not known.
 */
export function placeOf(answer: Answered, from: number, size: number | null): number | null {
  if (answer.status === 200) return 0;
  if (answer.status !== 206) return null;
  if (answer.contentRange === null) return placeByLength(answer.contentLength, from, size);
  const range = parseContentRange(answer.contentRange);
  if (!range || range.first !== from) return null;
  if (size !== null && range.size !== null && range.size !== size) return null;
  return from;
}

/** Browsers let a page read `Content-Range` of another origin only where that origin says so, `Content-Length` always. */
function placeByLength(length: string | null, from: number, size: number | null): number | null {
  if (size === null || length === null) return null;
  return Number(length) === size - from ? from : null;
}

function parseContentRange(header: string): { first: number; size: number | null } | null {
  const [, first, last, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || size === undefined) return null;
  if (Number(last) < Number(first)) return null;
  return { first: Number(first), size: size === '*' ? null : Number(size) };
}

/** Twice as long each time, and by chance: many browsers that failed together must not come back together. */
export function backoffMs(firstMs: number, attempt: number, random: number): number {
  return firstMs * 2 ** (attempt - 1) * (0.5 + random);
}

/** `Retry-After`: seconds, or a date, which begins with the name of a day: much else is a date to a browser as well. */
export function parseRetryAfterMs(header: string | null, nowMs: number): number | null {
  const said = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(said)) return Number(said) * 1000;
  if (!/^[A-Z][a-z]{2}/.test(said)) return null;
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

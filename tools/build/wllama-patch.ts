/** The version of wllama whose source is known in here. */
export const wllamaVersion = '3.13.0';

/** What is replaced, which must stand there once; and what takes its place. */
export type Patch = readonly [what: string, before: string, after: string];

/** Replaces each, or fails with where to look. */
export function patched(source: string, patches: readonly Patch[]): string {
  return patches.reduce((before, patch) => replaceOnce(before, patch), source);
}

function replaceOnce(source: string, [what, before, after]: Patch): string {
  const [head, tail, ...more] = source.split(before);
  if (head === undefined || tail === undefined || more.length > 0) throw changed(what);
  return head + after + tail;
}

export function changed(what: string): Error {
  return new Error(
    `wllama has another shape than ${wllamaVersion} had: look at ${what} in tools/build/wllama-*.ts.`,
  );
}

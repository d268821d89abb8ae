/** `text` between the white space that stands around `source`. Models drop it, and what stands beside would be glued on. */
export function withEdgesOf(source: string, text: string): string {
  if (source.trim() === '') return text;
  const begin = source.length - source.trimStart().length;
  const end = source.trimEnd().length;
  return source.slice(0, begin) + text.trim() + source.slice(end);
}

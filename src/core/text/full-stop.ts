/** A line without its full stop; one that ends an abbreviation or stands for an ellipsis is left. */
export function withoutFullStop(line: string): string {
  return /(?:\p{L}\.){2}$|\.\.$|^.$/u.test(line) ? line : line.replace(/[.。．｡।]$/u, '');
}

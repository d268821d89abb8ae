/** The names of texts in `__MSG_name__`, which the browser resolves and no compiler looks at. */
export function namedByMarker(source: string): string[] {
  return [...source.matchAll(/__MSG_(\w+)__/g)].map(([, name = '']) => name);
}

/** The texts that nobody shows: neither a marker nor a literal of the source names them. */
export function unused(names: readonly string[], sources: readonly string[]): string[] {
  const used = new Set(
    sources.flatMap((source) => [...namedByMarker(source), ...literals(source)]),
  );
  return names.filter((name) => !used.has(name));
}

function literals(source: string): string[] {
  return [...source.matchAll(/(['"`])([a-z]\w*)\1/g)].map(([, , name = '']) => name);
}

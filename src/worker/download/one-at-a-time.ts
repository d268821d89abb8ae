/** Waits for whoever works on the same model, of another worker too: one that was ended may hold on for a moment. */
export function oneAtATime<Value>(
  signal: AbortSignal,
  weightsUrl: string,
  work: () => Promise<Value>,
): Promise<Value> {
  return navigator.locks.request(`files of ${weightsUrl}`, { signal }, work) as Promise<Value>;
}

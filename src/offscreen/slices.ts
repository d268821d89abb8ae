/** Stays below a frame, so that a popup on the same thread can draw and be clicked. */
const sliceMs = 8;

/** Runs a generator of small steps to its end, giving the thread back every few milliseconds. Aborting abandons it. */
export async function inSlices<Result>(
  signal: AbortSignal,
  steps: Generator<undefined, Result>,
): Promise<Result> {
  while (true) {
    signal.throwIfAborted();
    const end = performance.now() + sliceMs;
    while (performance.now() < end) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}

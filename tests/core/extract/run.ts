/** Drives a generator to its end in one go. */
export function run<Result>(steps: Generator<undefined, Result>): Result {
  return runCounted(steps).result;
}

/** The result, and how often there was a chance to pause on the way. */
export function runCounted<Result>(steps: Generator<undefined, Result>) {
  let pauses = 0;
  for (;;) {
    const next = steps.next();
    if (next.done) return { result: next.value, pauses };
    pauses++;
  }
}

import { AppError } from '../core/errors.ts';

/**
 * Passes `source` on, and throws `engine-silent` when nothing came for `silenceMs()` milliseconds, which is asked anew
 * before each item. A dead worker answers nothing at all: without this its caller would wait for ever.
 */
export async function* watchdog<Item>(
  source: AsyncIterable<Item>,
  silenceMs: () => number,
): AsyncGenerator<Item, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  let pending = false;
  try {
    while (true) {
      pending = true;
      const step = await inTime(items.next(), silenceMs());
      pending = false;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    // A generator that is stuck in `next()` would let `return()` wait for ever as well.
    const closed = items.return?.();
    if (!pending) await closed;
  }
}

function inTime<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new AppError('engine-silent', `Nothing came for ${ms} ms.`)),
      ms,
    );
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

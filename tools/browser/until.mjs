/**
 * Asks again and again until `probe` answers with something. Throws with `what` after `timeoutMs`,
 * so that no caller waits for ever on a window that never opens.
 *
 * @template T
 * @param {string | (() => string)} what is waited for, as a person would say it
 * @param {() => T | Promise<T>} probe
 * @param {{ timeoutMs?: number, everyMs?: number }} [options]
 * @returns {Promise<NonNullable<Exclude<T, false>>>}
 */
export async function until(what, probe, { timeoutMs = 10_000, everyMs = 50 } = {}) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== null && answer !== false) {
      return /** @type {NonNullable<Exclude<T, false>>} */ (answer);
    }
    if (performance.now() >= deadline) {
      const wish = typeof what === 'string' ? what : what();
      throw new Error(`Waited ${timeoutMs / 1000} s for ${wish}`);
    }
    await pause(everyMs);
  }
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

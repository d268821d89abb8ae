/** Answers that wait in the middle for a word. */
export class Holds {
  /** @type {Map<string, Set<() => void>>} */
  #waiting = new Map();
  /** @type {Set<string> | null} null before anything was released */
  #heldAgain = null;

  /**
   * From now on it is held again.
   * @param {string} path
   */
  begin(path) {
    this.#heldAgain?.add(path);
  }

  /** All that waits goes on, and nothing waits from now on. */
  release() {
    this.#heldAgain = new Set();
    for (const waiting of this.#waiting.values()) for (const goOn of waiting) goOn();
  }

  /** @param {string} path */
  has(path) {
    return (this.#waiting.get(path)?.size ?? 0) > 0;
  }

  /**
   * @param {string} path
   * @param {AbortSignal} gone
   * @returns {Promise<void>}
   */
  wait(path, gone) {
    if (gone.aborted || this.#heldAgain?.has(path) === false) return Promise.resolve();
    const waiting = this.#waiting.get(path) ?? new Set();
    this.#waiting.set(path, waiting);
    return new Promise((resolve) => {
      const goOn = () => {
        waiting.delete(goOn);
        gone.removeEventListener('abort', goOn);
        resolve();
      };
      waiting.add(goOn);
      gone.addEventListener('abort', goOn);
    });
  }
}

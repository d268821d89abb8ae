/** Wakes everybody who watches a state, each of whom then reads the newest. */
export class Watchers {
  readonly #waking = new Set<() => void>();

  get isEmpty(): boolean {
    return this.#waking.size === 0;
  }

  announce(): void {
    for (const wake of this.#waking) wake();
  }

  /** What `read` gives, now and after every announcement, until the watcher hangs up. */
  async *watch<State>(
    signal: AbortSignal,
    read: () => Promise<State>,
  ): AsyncGenerator<State, void, undefined> {
    while (true) {
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#waking.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      try {
        yield await read();
        await changed;
      } finally {
        signal.removeEventListener('abort', wake);
        this.#waking.delete(wake);
      }
      signal.throwIfAborted();
    }
  }
}

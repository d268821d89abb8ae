type Waiter = { readonly start: () => void; readonly moved: (ahead: number) => void };

/** So many jobs at a time, in the order they came: two models' turns at once would only fight for the GPU. */
export class Queue {
  #free: number;
  readonly #waiting: Waiter[] = [];

  constructor(places = 1) {
    this.#free = places;
  }

  /**
   * Resolves when it is the caller's turn, with the function that ends the turn. `moved` tells how many stand before
   * the caller, whenever that changes. Aborting leaves the queue.
   */
  async enter(signal: AbortSignal, moved: (ahead: number) => void): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free === 0) await this.#wait(signal, moved);
    else this.#free--;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#next();
    };
  }

  #wait(signal: AbortSignal, moved: (ahead: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = this.#waiting.indexOf(waiter);
        this.#waiting.splice(place, 1);
        this.#announce(place);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        moved,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiter);
      moved(this.#waiting.length);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    // Stays taken when handed on: a newcomer between the two must not slip in.
    if (!next) this.#free++;
    else next.start();
    this.#announce(0);
  }

  /** To all from `first` on: those before it stand where they stood. */
  #announce(first: number): void {
    for (const [index, waiter] of this.#waiting.entries())
      if (index >= first) waiter.moved(index + 1);
  }
}

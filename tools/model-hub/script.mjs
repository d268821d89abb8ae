import { whole } from './manners.mjs';

/** @typedef {import('./manners.mjs').Manner} Manner */

/** Which manner comes when, by file. */
export class Script {
  /** @type {Map<string, Manner>} */
  #standing = new Map();
  /** @type {Map<string, Manner[]>} */
  #next = new Map();

  /**
   * From now on, where nothing waits in `next`.
   * @param {string} path
   * @param {Manner} manner
   */
  answer(path, manner) {
    this.#standing.set(path, manner);
  }

  /**
   * For one request each, in this order.
   * @param {string} path
   * @param {...Manner} manners
   */
  next(path, ...manners) {
    this.#next.set(path, [...(this.#next.get(path) ?? []), ...manners]);
  }

  /** @param {string} path */
  take(path) {
    return this.#next.get(path)?.shift() ?? this.#standing.get(path) ?? whole;
  }
}

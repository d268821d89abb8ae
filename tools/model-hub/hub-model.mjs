import { storagePath } from './addresses.mjs';
import { Holds } from './holds.mjs';
import { whole } from './manners.mjs';
import { Repository } from './repository.mjs';
import { Script } from './script.mjs';
import { Signatures } from './signatures.mjs';

/**
 * @typedef {import('./exchange.mjs').Exchange} Exchange
 * @typedef {import('./manners.mjs').Manner} Manner
 */

/** One model in the hub: its files, how they are answered, and who asked for them. */
export class HubModel {
  /** All requests, in order. May be emptied. @type {Exchange[]} */
  exchanges = [];
  /** Which files were asked for, by the address that models name. May be emptied. @type {string[]} */
  asked = [];
  /** For the redirects of large files. */
  redirects = new Script();
  /** For the lists of files, by revision. */
  trees = new Script();
  holds = new Holds();
  signatures = new Signatures();
  /** How a signature is refused. @type {Manner} */
  denial = whole;
  /** Where large files are: another origin than the hub's, or after a move the hub's own. */
  storageHost = 'localhost';
  #bytes = new Script();

  /**
   * @param {string} name with or without an owner
   * @param {Iterable<[string, Buffer]>} files
   */
  constructor(name, files) {
    this.name = name;
    this.repository = new Repository(files);
  }

  /**
   * From now on: for a file's bytes, wherever they come from.
   * @param {string} path
   * @param {Manner} manner
   */
  answer(path, manner) {
    this.holds.begin(path);
    this.#bytes.answer(path, manner);
  }

  /**
   * For one request for a file's bytes each, in this order; after these, what `answer` said.
   * @param {string} path
   * @param {...Manner} manners
   */
  next(path, ...manners) {
    this.holds.begin(path);
    this.#bytes.next(path, ...manners);
  }

  /** @param {string} path */
  takeManner(path) {
    return this.#bytes.take(path);
  }

  /** Sends the rest of all that is held, and holds nothing until `answer` or `next` say so again. */
  release() {
    this.holds.release();
  }

  /** @param {string} path */
  isHolding(path) {
    return this.holds.has(path);
  }

  /** Large files are found on another host from now on, and what was signed for the old one is no good. */
  moveStorage() {
    this.storageHost = this.storageHost === 'localhost' ? '127.0.0.1' : 'localhost';
    this.signatures.expire();
  }

  /** @param {string} sha256 */
  signedPath(sha256) {
    return this.signatures.sign(storagePath(this.name, sha256));
  }

  /**
   * How much of a file has been sent, all requests together.
   * @param {string} path
   */
  bytesSent(path) {
    return this.exchanges
      .filter((one) => one.path === path && one.step !== 'tree' && one.status < 300)
      .reduce((sum, one) => sum + one.bytesSent, 0);
  }

  /** What whoever asked hung up on before it was whole. */
  get hungUp() {
    return this.exchanges.filter(({ end }) => end === 'hung up').map(({ path }) => path);
  }
}

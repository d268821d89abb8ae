import { randomBytes } from 'node:crypto';

/** Addresses in the storage, good for a while and different each time. */
export class Signatures {
  /** @type {Map<string, { pathname: string, expiresMs: number }>} */
  #issued = new Map();
  /** As long as Hugging Face's. */
  lifeMs = 3_600_000;

  /**
   * @param {string} pathname
   * @returns {string} with the signature
   */
  sign(pathname) {
    const signature = randomBytes(32).toString('hex');
    const expiresMs = Date.now() + this.lifeMs;
    this.#issued.set(signature, { pathname, expiresMs });
    return `${pathname}?X-Amz-Signature=${signature}&Expires=${Math.floor(expiresMs / 1000)}`;
  }

  /** @param {URL} url */
  isGood({ pathname, searchParams }) {
    const issued = this.#issued.get(searchParams.get('X-Amz-Signature') ?? '');
    return issued?.pathname === pathname && issued.expiresMs > Date.now();
  }

  /** Those that are about are no good from now on. */
  expire() {
    this.#issued.clear();
  }
}

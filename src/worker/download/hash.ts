import { createMD5, createSHA1, createSHA256, type IHasher } from 'hash-wasm';
import type { Found } from '../../core/download/complaint.ts';
import type { Expected } from '../../core/download/expected.ts';

/** The hashes by which a file is known, taken while its bytes come. */
export class FileHash {
  readonly #size: number | null;
  readonly #md5: IHasher | null;
  readonly #sha256: IHasher | null;
  readonly #gitSha1: IHasher | null;

  private constructor(
    size: number | null,
    md5: IHasher | null,
    sha256: IHasher | null,
    gitSha1: IHasher | null,
  ) {
    this.#size = size;
    this.#md5 = md5;
    this.#sha256 = sha256;
    this.#gitSha1 = gitSha1;
    this.reset();
  }

  /** Takes those that are known of the file; SHA-256 where no MD5 is, so that it can be verified later. */
  static async of({ size, md5, sha256, gitSha1 }: Expected): Promise<FileHash> {
    return new FileHash(
      size,
      md5 === null ? null : await createMD5(),
      md5 !== null && sha256 === null ? null : await createSHA256(),
      gitSha1 === null ? null : await createSHA1(),
    );
  }

  reset(): void {
    this.#md5?.init();
    this.#sha256?.init();
    this.#gitSha1?.init().update(`blob ${this.#size}\0`);
  }

  update(bytes: Uint8Array): void {
    this.#md5?.update(bytes);
    this.#sha256?.update(bytes);
    this.#gitSha1?.update(bytes);
  }

  /** Ends it: only `reset` may follow. */
  digest(): Omit<Found, 'size'> {
    return {
      md5: this.#md5?.digest() ?? null,
      sha256: this.#sha256?.digest() ?? null,
      gitSha1: this.#gitSha1?.digest() ?? null,
    };
  }
}

import { createHash } from 'node:crypto';

/** As Hugging Face has it for the files of models: kept apart from the repository, in a storage for large files. */
const largeFiles = /\.(?:bin|wasm|gguf)$|^tokenizer\.json$/;

/** A file with the names that a hub gives to its contents. */
export class RepositoryFile {
  /**
   * @param {string} path
   * @param {Buffer} bytes
   */
  constructor(path, bytes) {
    this.path = path;
    this.bytes = bytes;
    this.isLarge = largeFiles.test(path);
    this.sha256 = createHash('sha256').update(bytes).digest('hex');
    const pointer = pointerTo(this.sha256, bytes.length);
    /** By which git knows what the repository itself holds: of a large file, a pointer. */
    this.oid = gitBlobHash(this.isLarge ? pointer : bytes);
    const size = bytes.length;
    const lfs = { oid: this.sha256, size, pointerSize: pointer.length };
    /** As it stands in the list of a repository's files. */
    this.entry = { type: 'file', oid: this.oid, size, path, ...(this.isLarge && { lfs }) };
  }
}

/** The files of one model, of which any may be exchanged while they are served. */
export class Repository {
  /** @type {Map<string, RepositoryFile>} */
  files = new Map();

  /** @param {Iterable<[string, Buffer]>} files */
  constructor(files) {
    for (const [path, bytes] of files) this.put(path, bytes);
  }

  /**
   * @param {string} path
   * @param {Buffer} bytes
   */
  put(path, bytes) {
    this.files.set(path, new RepositoryFile(path, bytes));
  }

  get tree() {
    return [...this.files.values()].map(({ entry }) => entry);
  }

  /** Changes with any of the files, as a commit does. */
  get commit() {
    return createHash('sha1').update(JSON.stringify(this.tree)).digest('hex');
  }

  /** @param {string} revision */
  has(revision) {
    return revision === 'main' || revision === this.commit;
  }

  /** @param {string} sha256 */
  withHash(sha256) {
    return [...this.files.values()].find((file) => file.sha256 === sha256);
  }
}

/**
 * https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 * @param {string} sha256
 * @param {number} size
 */
function pointerTo(sha256, size) {
  const version = 'version https://git-lfs.github.com/spec/v1';
  return Buffer.from(`${version}\noid sha256:${sha256}\nsize ${size}\n`);
}

/** @param {Buffer} bytes */
function gitBlobHash(bytes) {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** By the format's specification: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */
const types = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 };
const float32Tensor = 0;
const alignment = 32;
const version = 3;

/** Writes one GGUF file: what is known of a model, then its tensors. */
export class GgufWriter {
  /** @type {Buffer[]} */
  #facts = [];
  /** @type {import('./gguf.mjs').Tensor[]} */
  #tensors = [];

  /** @param {string} key @param {string} value */
  string(key, value) {
    this.#fact(key, types.string, string(value));
  }

  /** @param {string} key @param {number} value */
  uint32(key, value) {
    this.#fact(key, types.uint32, uint32(value));
  }

  /** @param {string} key @param {number} value */
  float32(key, value) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.#fact(key, types.float32, bytes);
  }

  /** @param {string} key @param {boolean} value */
  bool(key, value) {
    this.#fact(key, types.bool, Buffer.from([Number(value)]));
  }

  /** @param {string} key @param {readonly string[]} values */
  strings(key, values) {
    this.#array(key, types.string, values.map(string));
  }

  /** @param {string} key @param {readonly number[]} values */
  int32s(key, values) {
    this.#array(key, types.int32, values.map(uint32));
  }

  /** Rows by columns. @param {import('./gguf.mjs').Tensor} tensor */
  tensor(tensor) {
    this.#tensors.push(tensor);
  }

  finish() {
    const data = this.#tensors.map(({ values }) =>
      padded(Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
    );
    let offset = 0;
    const infos = this.#tensors.map(({ name, shape }, index) => {
      const info = Buffer.concat([
        ...[string(name), uint32(shape.length), ...shape.toReversed().map(uint64)],
        ...[uint32(float32Tensor), uint64(offset)],
      ]);
      offset += data[index]?.length ?? 0;
      return info;
    });
    const counts = [uint64(this.#tensors.length), uint64(this.#facts.length)];
    const head = [Buffer.from('GGUF'), uint32(version), ...counts, ...this.#facts, ...infos];
    return Buffer.concat([padded(Buffer.concat(head)), ...data]);
  }

  /** @param {string} key @param {number} type @param {Buffer} value */
  #fact(key, type, value) {
    this.#facts.push(Buffer.concat([string(key), uint32(type), value]));
  }

  /** @param {string} key @param {number} type @param {Buffer[]} values */
  #array(key, type, values) {
    const head = [uint32(type), uint64(values.length)];
    this.#fact(key, types.array, Buffer.concat([...head, ...values]));
  }
}

/** @param {string} value */
function string(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** @param {number} value */
function uint64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

/** @param {Buffer} bytes */
function padded(bytes) {
  const missing = (alignment - (bytes.length % alignment)) % alignment;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}

const header = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/**
 * Whether these bytes are a WebAssembly module with its last section complete. Without this look, a login page or half
 * a file that came with status 200 would be locked as if it were the library.
 * @param {Buffer} bytes
 */
export function isWholeWasm(bytes) {
  if (!bytes.subarray(0, header.length).equals(header)) return false;
  let at = header.length;
  while (at < bytes.length) {
    const size = readSize(bytes, at + 1);
    if (!size) return false;
    at = size.next + size.value;
  }
  return at === bytes.length && at > header.length;
}

/**
 * A section's length: unsigned LEB128, at most five bytes.
 * @param {Buffer} bytes
 * @param {number} at
 */
function readSize(bytes, at) {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return null;
}

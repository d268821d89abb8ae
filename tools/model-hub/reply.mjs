/**
 * What is going to be sent, before a fault is put in.
 *
 * @typedef {object} Reply
 * @property {number} status
 * @property {Readonly<Record<string, string>>} headers
 * @property {Buffer} body
 * @property {boolean} [isSilent] not even headers are sent
 * @property {boolean} [isChunked] without a Content-Length
 * @property {number} [bytesPerSecond]
 * @property {{ afterBytes: number, then: 'cut' | 'stall' | 'hold' }} [stop]
 */

export const nothing = Buffer.alloc(0);

/** What Hugging Face lets a page of another origin read; Retry-After is not in it. */
const readable =
  'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag';

/**
 * @param {string} origin that may read, or `*`
 * @returns {Record<string, string>}
 */
export function cors(origin) {
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': readable };
}

/**
 * A file, or the part of it that was asked for.
 * @param {Buffer} bytes
 * @param {string | undefined} range header
 * @param {Readonly<Record<string, string>>} headers
 * @returns {Reply}
 */
export function fileReply(bytes, range, headers) {
  const all = { ...headers, 'accept-ranges': 'bytes' };
  const part = rangeOf(range, bytes.length);
  if (part === null) return { status: 200, headers: all, body: bytes };
  const { begin, end } = part;
  if (begin >= end) return outOfRange(bytes.length, all);
  const contentRange = `bytes ${begin}-${end - 1}/${bytes.length}`;
  return {
    status: 206,
    headers: { ...all, 'content-range': contentRange },
    body: bytes.subarray(begin, end),
  };
}

/**
 * @param {number} length of the file
 * @param {Readonly<Record<string, string>>} headers
 * @returns {Reply}
 */
export function outOfRange(length, headers) {
  return {
    status: 416,
    headers: { ...headers, 'content-range': `bytes */${length}` },
    body: nothing,
  };
}

/**
 * A refusal in Hugging Face's manner, of which a program reads the code.
 * @param {number} status
 * @param {string} code
 * @param {string} message
 * @param {Readonly<Record<string, string>>} headers
 * @returns {Reply}
 */
export function refusal(status, code, message, headers) {
  return {
    status,
    headers: {
      ...headers,
      'x-error-code': code,
      'x-error-message': message,
      'content-type': 'text/plain; charset=utf-8',
    },
    body: Buffer.from(message),
  };
}

/**
 * A single range; anything else counts as none, as HTTP allows.
 * @param {string | undefined} header
 * @param {number} length of the file
 * @returns {{ begin: number, end: number } | null} `end` is behind the last byte
 */
function rangeOf(header, length) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined) return null;
  return { begin: Number(first), end: last ? Math.min(Number(last) + 1, length) : length };
}

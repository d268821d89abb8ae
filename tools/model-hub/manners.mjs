import { outOfRange, refusal } from './reply.mjs';

/**
 * How the hub answers, faults included. Manners can be put one upon another with `all`.
 *
 * @typedef {import('./reply.mjs').Reply} Reply
 * @typedef {{ bytes: Buffer, begin: number }} Asked the whole file, and the first byte that was asked for
 * @typedef {(reply: Reply, asked: Asked) => Reply} Manner
 */

/** @type {Manner} */
export const whole = (reply) => reply;

/**
 * @param {...Manner} manners the first one is nearest to the file
 * @returns {Manner}
 */
export function all(...manners) {
  return (reply, asked) => manners.reduce((so, manner) => manner(so, asked), reply);
}

/**
 * The connection breaks after that much of an answer.
 * @param {number} [afterBytes] half of the answer by default, as below
 */
export function cut(afterBytes) {
  return stopping('cut', afterBytes);
}

/**
 * It stays open, and nothing more comes.
 * @param {number} [afterBytes]
 */
export function stalled(afterBytes) {
  return stopping('stall', afterBytes);
}

/**
 * Nothing more comes until the model's `release`.
 * @param {number} [afterBytes]
 */
export function held(afterBytes) {
  return stopping('hold', afterBytes);
}

/**
 * The request is taken, and not even a header comes.
 * @type {Manner}
 */
export const silent = (reply) => ({ ...reply, isSilent: true });

/**
 * @param {number} bytesPerSecond
 * @returns {Manner}
 */
export function slow(bytesPerSecond) {
  return (reply) => ({ ...reply, bytesPerSecond });
}

/**
 * @param {number} status
 * @param {{ retryAfter?: number | Date, isReadable?: boolean }} [options] `retryAfter` in seconds or as a date;
 *   `isReadable`: also by a page of another origin, which Hugging Face does not allow
 * @returns {Manner}
 */
export function failing(status, { retryAfter, isReadable = false } = {}) {
  return ({ headers }) => {
    const told = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString();
    const exposed = `${headers['access-control-expose-headers']},Retry-After`;
    return {
      status,
      headers: {
        ...headersOfAny(headers),
        ...(told !== undefined && { 'retry-after': told }),
        ...(isReadable && { 'access-control-expose-headers': exposed }),
      },
      body: Buffer.from(`Error ${status}`),
    };
  };
}

/** @type {Manner} */
export const missing = ({ headers }) =>
  refusal(404, 'EntryNotFound', 'Entry not found', headersOfAny(headers));

/**
 * The license has to be agreed to first: 401 to somebody unknown, 403 to somebody known.
 * @param {401 | 403} status
 * @returns {Manner}
 */
export function gated(status) {
  return ({ headers }) =>
    refusal(status, 'GatedRepo', 'Access to this model is restricted.', headersOfAny(headers));
}

/**
 * No range is good enough.
 * @type {Manner}
 */
export const refusingRange = ({ headers }, { bytes }) =>
  outOfRange(bytes.length, headersOfAny(headers));

/**
 * Whatever range was asked for, the file comes from its first byte on.
 * @type {Manner}
 */
export const withoutRange = ({ headers }, { bytes }) => {
  const { 'accept-ranges': _, 'content-range': __, ...others } = headers;
  return { status: 200, headers: others, body: bytes };
};

/**
 * Half of the answer, as if it were the whole.
 * @type {Manner}
 */
export const shortened = (reply) => ({ ...reply, body: reply.body.subarray(0, half(reply)) });

/**
 * More than the file, as if it belonged to it.
 * @param {number} [bytes]
 * @returns {Manner}
 */
export function lengthened(bytes = 1) {
  return (reply) => ({ ...reply, body: Buffer.concat([reply.body, Buffer.alloc(bytes)]) });
}

/**
 * One byte of the file is another.
 * @param {number} at from the file's begin
 * @returns {Manner}
 */
export function flipped(at) {
  return (reply, { begin }) => {
    const body = Buffer.from(reply.body);
    const index = at - begin;
    if (index >= 0 && index < body.length) body.writeUInt8(body.readUInt8(index) ^ 0xff, index);
    return { ...reply, body };
  };
}

/**
 * What a network answers that wants to be signed in to.
 * @type {Manner}
 */
export const webPage = ({ headers }) => ({
  status: 200,
  headers: { ...headersOfAny(headers), 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>'),
});

/** @type {Manner} */
export const withoutLength = (reply) => ({ ...reply, isChunked: true });

/**
 * Nothing that a page of another origin may read.
 * @type {Manner}
 */
export const withoutCors = (reply) => ({ ...reply, headers: {} });

/**
 * Only the body and what every page may read of any answer.
 * @type {Manner}
 */
export const withoutReadableHeaders = (reply) => {
  const { 'access-control-expose-headers': _, ...headers } = reply.headers;
  return { ...reply, headers };
};

/**
 * @param {'cut' | 'stall' | 'hold'} then
 * @param {number | undefined} afterBytes
 * @returns {Manner}
 */
function stopping(then, afterBytes) {
  return (reply) => ({ ...reply, stop: { afterBytes: afterBytes ?? half(reply), then } });
}

/** @param {Reply} reply */
function half({ body }) {
  return Math.floor(body.length / 2);
}

/**
 * What does not speak of the file.
 * @param {Readonly<Record<string, string>>} headers
 */
function headersOfAny(headers) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(?:access-control-|vary$|cache-)/.test(name)),
  );
}

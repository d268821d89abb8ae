import { setTimeout } from 'node:timers/promises';

/** @typedef {import('./exchange.mjs').Exchange} Exchange */

const chunkBytes = 256 * 1024;
const beatMs = 50;

/**
 * Sends a reply as it is said there.
 * @param {import('./reply.mjs').Reply} reply
 * @param {Exchange} exchange
 * @param {import('node:http').ServerResponse} response
 * @param {import('./holds.mjs').Holds} holds
 */
export async function deliver(reply, exchange, response, holds) {
  if (reply.isSilent) return;
  const { status, headers, body, stop, isChunked = false } = reply;
  exchange.status = status;
  response.writeHead(status, { ...headers, ...(!isChunked && { 'content-length': body.length }) });
  const withBody = exchange.method === 'HEAD' ? body.subarray(0, 0) : body;
  const pause = stop && stop.afterBytes <= withBody.length ? stop.afterBytes : withBody.length;
  response.flushHeaders();
  await send(withBody.subarray(0, pause), reply, exchange, response);
  if (stop && pause === stop.afterBytes) {
    if (stop.then === 'cut') await cutWhenRead(exchange);
    if (stop.then !== 'hold') return;
    await holds.wait(exchange.path, exchange.gone);
  }
  await send(withBody.subarray(pause), reply, exchange, response);
  response.end();
}

/**
 * A connection that breaks throws away what its reader has not taken yet, which over a real line is little.
 * @param {Exchange} exchange
 */
async function cutWhenRead(exchange) {
  await setTimeout(2 * beatMs, undefined, { signal: exchange.gone }).catch(() => {});
  exchange.cut();
}

/**
 * @param {Buffer} bytes
 * @param {import('./reply.mjs').Reply} reply
 * @param {Exchange} exchange
 * @param {import('node:http').ServerResponse} response
 */
async function send(bytes, { bytesPerSecond }, exchange, response) {
  const size = bytesPerSecond ? Math.ceil((bytesPerSecond * beatMs) / 1000) : chunkBytes;
  for (let begin = 0; begin < bytes.length && !exchange.gone.aborted; begin += size) {
    const chunk = bytes.subarray(begin, begin + size);
    if (await write(response, chunk, exchange.gone)) exchange.bytesSent += chunk.length;
    if (bytesPerSecond) await setTimeout(beatMs);
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Buffer} chunk
 * @param {AbortSignal} gone
 * @returns {Promise<boolean>} whether it was sent
 */
function write(response, chunk, gone) {
  return new Promise((resolve) => {
    const give = () => resolve(false);
    gone.addEventListener('abort', give, { once: true });
    response.write(chunk, (error) => {
      gone.removeEventListener('abort', give);
      resolve(!error);
    });
  });
}

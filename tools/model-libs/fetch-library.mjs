/** A library that could not be had; the message is a half sentence that names the host. */
export class FetchFailure extends Error {}

/** The largest libraries of WebLLM are 10 MB; what is far above is not one. */
const largestBytes = 64 * 1024 * 1024;

/**
 * Reads one file whole. Redirects are not followed: the place where code comes from is the one that was written down.
 * @param {string} url
 * @param {number} stallMs how long the host may send nothing
 * @returns {Promise<Buffer>}
 * @throws {FetchFailure}
 */
export async function fetchLibrary(url, stallMs) {
  const stall = stallTimer(stallMs);
  try {
    const response = await openUrl(url, stall);
    return await readBody(response, url, stall);
  } catch (error) {
    if (!stall.signal.aborted) throw error;
    throw new FetchFailure(`${new URL(url).host} sent nothing for ${stallMs / 1000} s`);
  } finally {
    stall.stop();
  }
}

/**
 * @typedef {ReturnType<typeof stallTimer>} Stall
 * @param {number} stallMs
 */
function stallTimer(stallMs) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), stallMs);
  return {
    signal: controller.signal,
    moved: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

/**
 * @param {string} url
 * @param {Stall} stall
 */
async function openUrl(url, stall) {
  const { host } = new URL(url);
  // Uncompressed, so that Content-Length is the file's own length.
  const headers = { 'accept-encoding': 'identity' };
  let response;
  try {
    response = await fetch(url, { signal: stall.signal, redirect: 'manual', headers });
  } catch (error) {
    throw new FetchFailure(`host unreachable: ${host} (${reason(error)})`);
  }
  if (response.status === 200) return response;
  await response.body?.cancel();
  const target = response.headers.get('location');
  if (target && response.status < 400) {
    throw new FetchFailure(`${host} redirects to ${target}, which is not followed`);
  }
  throw new FetchFailure(`${host} answers ${response.status} for ${url}`);
}

/**
 * @param {Response} response
 * @param {string} url
 * @param {Stall} stall
 */
async function readBody(response, url, stall) {
  const { host } = new URL(url);
  const announced = response.headers.get('content-length');
  /** @type {Uint8Array[]} */
  const chunks = [];
  let received = 0;
  try {
    for await (const chunk of response.body ?? []) {
      stall.moved();
      received += chunk.byteLength;
      if (received > largestBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const of = announced ? ` of ${announced}` : '';
    throw new FetchFailure(`${host} cut off after ${received}${of} bytes (${reason(error)})`);
  }
  if (received <= largestBytes) return Buffer.concat(chunks);
  throw new FetchFailure(`${host} sends more than ${largestBytes} bytes for ${url}`);
}

/** @param {unknown} error `fetch` says "fetch failed" and keeps what happened in `cause` */
function reason(error) {
  const { message, cause } = /** @type {Error & { cause?: { code?: string } }} */ (error);
  return cause?.code ?? message;
}

/**
 * The arithmetic of what left the machine: no browser here, only what it reported.
 *
 * @typedef {Record<string, string>} Headers
 * @typedef {{ url: string, method: string, headers: Headers, bodyBytes: number }} Sent
 * @typedef {{ sends: Sent[], wire: Headers[], frameBytes: number, stayed: boolean }} Exchange
 * @typedef {{ host: string, bytes: number }} Request
 * @typedef {{ bytes: number, requests: Request[] }} Traffic
 */

const networkProtocols = new Set(['http:', 'https:', 'ws:', 'wss:']);

/** @param {string} url */
export const leavesTheBrowser = (url) => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  return networkProtocols.has(protocol);
};

/** Adds up requests; a key is one request, whichever of its parts is reported first. */
export class TrafficCount {
  /** @type {Map<string, Exchange>} */
  #exchanges = new Map();

  /**
   * Reported again, with the same key, for each redirect.
   * @param {string} key
   * @param {Sent} sent
   */
  sent(key, sent) {
    if (leavesTheBrowser(sent.url)) this.#exchange(key).sends.push(sent);
  }

  /**
   * The headers as they went over the wire, cookies included: the better number, where the browser gives it.
   * @param {string} key
   * @param {Headers} headers
   */
  onWire(key, headers) {
    this.#exchange(key).wire.push(headers);
  }

  /**
   * One message of an open WebSocket.
   * @param {string} key
   * @param {number} bytes
   */
  frame(key, bytes) {
    this.#exchange(key).frameBytes += bytes;
  }

  /**
   * Answered from a cache or refused by a policy. Believed only where nothing was seen on the wire.
   * @param {string} key
   */
  stayed(key) {
    this.#exchange(key).stayed = true;
  }

  /** @returns {Traffic} */
  total() {
    const requests = [...this.#exchanges.values()].flatMap(requestsOf);
    return { bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0), requests };
  }

  /** @param {string} key */
  #exchange(key) {
    const known = this.#exchanges.get(key);
    if (known) return known;
    /** @type {Exchange} */
    const fresh = { sends: [], wire: [], frameBytes: 0, stayed: false };
    this.#exchanges.set(key, fresh);
    return fresh;
  }
}

/**
 * @param {Exchange} exchange
 * @returns {Request[]}
 */
function requestsOf({ sends, wire, frameBytes, stayed }) {
  if (stayed && wire.length === 0) return [];
  return sends.map((sent, hop) => ({
    host: new URL(sent.url).host,
    bytes: requestBytes(sent, wire[hop] ?? sent.headers) + (hop === 0 ? frameBytes : 0),
  }));
}

/**
 * As HTTP/1.1 would write it.
 * @param {Sent} sent
 * @param {Headers} headers
 */
function requestBytes({ url, method, bodyBytes }, headers) {
  const { pathname, search } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const length = Object.entries(headers).find(([name]) => /^content-length$/i.test(name))?.[1];
  // A body that the browser keeps to itself (a stream, a file) is known by its announced length alone.
  return Buffer.byteLength(head) + Math.max(bodyBytes, Number(length ?? 0) || 0);
}

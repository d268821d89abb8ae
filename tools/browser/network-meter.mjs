import { TargetGone } from './cdp-pipe.mjs';
import { TrafficCount } from './traffic.mjs';
import { pause, until } from './until.mjs';

/**
 * Counts what the browser sends while something is done: in every page, popup, service worker, offscreen document
 * and worker, also in those that open meanwhile. It sees all of fetch, XHR, WebSocket, beacons and page loads; it
 * does not see WebRTC, nor what the browser itself asks for (updates), which `launch` switches off.
 *
 * @typedef {import('./cdp-pipe.mjs').CdpSession} CdpSession
 * @typedef {import('./traffic.mjs').Traffic} Traffic
 * @typedef {{ url: string, method: string, headers: Record<string, string>, postData?: string,
 *   postDataEntries?: { bytes?: string }[] }} CdpRequest
 */

/** The browser's own windows: drawn by it, no place for a page's text. Tabs are met through their pages. */
const filter = [
  { type: 'browser', exclude: true },
  { type: 'tab', exclude: true },
  { type: 'browser_ui', exclude: true },
  {},
];

/**
 * Started targets wait for the meter, otherwise their first requests would go uncounted. Whoever is attached to is
 * therefore told to run, always: see `#meter`.
 */
const autoAttach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter };

/** Events come by other ways than answers (the network's own process): time for the last ones to arrive. */
const settleMs = 200;

/**
 * @param {CdpSession} cdp the browser's own session
 * @returns {Promise<NetworkMeter>} counting from now on
 */
async function startMeter(cdp) {
  const meter = new NetworkMeter(cdp);
  await meter.start();
  return meter;
}

/**
 * Counts while `job` runs.
 * @template T
 * @param {CdpSession} cdp
 * @param {() => Promise<T>} job
 * @returns {Promise<{ result: T, traffic: Traffic }>}
 */
export async function measureTraffic(cdp, job) {
  const meter = await startMeter(cdp);
  try {
    const result = await job();
    return { result, traffic: await meter.stop() };
  } finally {
    await meter.stop();
  }
}

class NetworkMeter {
  #cdp;
  #count = new TrafficCount();
  /**
   * Targets with a session of the meter's. A test attaching to a popup is announced here as well, and a worker by
   * the browser and by its page: through a second session the same request would be counted twice.
   * @type {Set<string>}
   */
  #metered = new Set();
  /** How many targets are still being switched on. */
  #busy = 0;
  /** @type {(() => void)[]} */
  #offs = [];

  /** @param {CdpSession} cdp */
  constructor(cdp) {
    this.#cdp = cdp;
  }

  async start() {
    this.#watchChildren(this.#cdp);
    await this.#cdp.send('Target.setAutoAttach', autoAttach);
    await until('the network meter to be on', () => this.#busy === 0);
  }

  /** @returns {Promise<Traffic>} the same again when called again */
  async stop() {
    if (this.#offs.length > 0) {
      await pause(settleMs);
      for (const off of this.#offs.splice(0)) off();
      const off = { autoAttach: false, waitForDebuggerOnStart: false, flatten: true };
      await this.#cdp.send('Target.setAutoAttach', off).catch(unlessGone);
    }
    return this.#count.total();
  }

  /** @param {CdpSession} session */
  #watchChildren(session) {
    this.#on(session, 'Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (isSkipped(targetInfo.type)) return;
      const child = session.child(sessionId);
      if (this.#metered.has(targetInfo.targetId)) letRun(child);
      else this.#meter(child, targetInfo.targetId);
    });
  }

  /**
   * @param {CdpSession} session
   * @param {string} targetId
   */
  #meter(session, targetId) {
    this.#busy += 1;
    this.#metered.add(targetId);
    this.#watchChildren(session);
    this.#watchRequests(session);
    this.#watchSockets(session);
    // Not awaited one by one: a paused target must get the last of these whatever becomes of the others.
    const sent = [
      session.send('Network.enable', { maxPostDataSize: 64 * 1024 * 1024 }),
      session.send('Target.setAutoAttach', autoAttach),
      letRun(session),
    ];
    Promise.allSettled(sent).then(() => {
      this.#busy -= 1;
    });
  }

  /**
   * Told apart by the request's id alone, which is the browser's: the headers on the wire of a worker's request are
   * reported to the page that owns the worker.
   * @param {CdpSession} session
   */
  #watchRequests(session) {
    this.#on(session, 'Network.requestWillBeSent', ({ requestId, request }) => {
      this.#count.sent(requestId, { ...request, bodyBytes: bodyBytes(request) });
    });
    this.#on(session, 'Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
      this.#count.onWire(requestId, headers);
    });
    this.#on(session, 'Network.requestServedFromCache', ({ requestId }) => {
      this.#count.stayed(requestId);
    });
    this.#on(session, 'Network.responseReceived', ({ requestId, response }) => {
      if (response.fromDiskCache || response.fromServiceWorker) this.#count.stayed(requestId);
    });
    this.#on(session, 'Network.loadingFailed', ({ requestId, blockedReason }) => {
      if (blockedReason) this.#count.stayed(requestId);
    });
  }

  /** @param {CdpSession} session */
  #watchSockets(session) {
    /** @type {Map<string, string>} */
    const urls = new Map();
    /** @param {{ requestId: string, url: string }} opened */
    const remember = ({ requestId, url }) => void urls.set(requestId, url);
    this.#on(session, 'Network.webSocketCreated', remember);
    this.#on(session, 'Network.webSocketWillSendHandshakeRequest', ({ requestId, request }) => {
      const url = urls.get(requestId) ?? 'ws://unknown';
      const handshake = { url, method: 'GET', headers: request.headers, bodyBytes: 0 };
      this.#count.sent(requestId, handshake);
    });
    this.#on(session, 'Network.webSocketFrameSent', ({ requestId, response }) => {
      this.#count.frame(requestId, frameBytes(response));
    });
  }

  /**
   * @param {CdpSession} session
   * @param {string} method
   * @param {(params: any) => void} listener
   */
  #on(session, method, listener) {
    this.#offs.push(session.on(method, listener));
  }
}

/** @param {CdpSession} session */
const letRun = (session) => session.send('Runtime.runIfWaitingForDebugger').catch(unlessGone);

/** @param {string} type */
const isSkipped = (type) => filter.some((rule) => rule.exclude && rule.type === type);

/** @param {CdpRequest} request */
export function bodyBytes({ postData, postDataEntries }) {
  const entries = (postDataEntries ?? []).flatMap(({ bytes }) => bytes ?? []);
  // Entries are base64, the string is what they spell where they are text.
  if (entries.length > 0) return sum(entries.map((bytes) => Buffer.byteLength(bytes, 'base64')));
  return Buffer.byteLength(postData ?? '');
}

/** @param {{ opcode: number, payloadData: string }} frame */
export function frameBytes({ opcode, payloadData }) {
  return Buffer.byteLength(payloadData, opcode === 1 ? 'utf8' : 'base64');
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** @param {unknown} error */
function unlessGone(error) {
  if (!(error instanceof TargetGone)) throw error;
}

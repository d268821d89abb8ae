/**
 * Functions that are written out and run in pages: each must hold all that it needs. Points in time are milliseconds
 * since 1970 by the page's own clock, so that those of two pages can be compared.
 *
 * @typedef {object} Moment the panel when something about it had changed
 * @property {number} at when the document had changed
 * @property {number} drawnAt after the first frame with it
 * @property {string} engine as the panel names it
 * @property {string} status
 * @property {boolean} hasText
 *
 * @typedef {{ moments: Moment[], text: string }} PanelStory `text`: the result in the end
 */

/**
 * In the page, before the gesture.
 * @returns {Promise<number>} when the first frame with the panel had been drawn
 */
export function whenPanelDrawn() {
  return new Promise((resolve) => {
    const drawn = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    };
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[data-sotto-panel]')) return;
      observer.disconnect();
      requestAnimationFrame(drawn);
    });
    observer.observe(document.documentElement, { childList: true });
  });
}

/**
 * In the extension's own world of the page: nowhere else is there a way into a closed shadow root.
 * @returns {Promise<PanelStory>} when the panel has come to an end
 */
export function followPanel() {
  const now = () => performance.timeOrigin + performance.now();
  /** @param {(at: number) => void} note */
  const afterFrame = (note) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => note(now());
      port2.postMessage(null);
    });
  };
  return new Promise((resolve) => {
    /** @type {Moment[]} */
    const moments = [];
    /** @param {ShadowRoot} root */
    const look = (root) => {
      const at = now();
      const [engine = '', status = '', text = ''] = ['.engine', '.status', '.text'].map(
        (part) => root.querySelector(part)?.textContent ?? '',
      );
      const last = moments.at(-1);
      const hasText = text !== '';
      if (last?.engine === engine && last.status === status && last.hasText === hasText) return;
      const moment = { at, drawnAt: at, engine, status, hasText };
      moments.push(moment);
      afterFrame((drawnAt) => {
        moment.drawnAt = drawnAt;
        if (/^(?:Done|Stopped|Not finished)/.test(status)) resolve({ moments, text });
      });
    };
    /** @param {Element} host */
    const enter = (host) => {
      const { dom } = /** @type {any} */ (globalThis).chrome;
      const root = dom.openOrClosedShadowRoot(host);
      new MutationObserver(() => look(root)).observe(root, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      look(root);
    };
    const standing = document.querySelector('[data-sotto-panel]');
    if (standing) return enter(standing);
    const observer = new MutationObserver(() => {
      const host = document.querySelector('[data-sotto-panel]');
      if (!host) return;
      observer.disconnect();
      enter(host);
    });
    observer.observe(document.documentElement, { childList: true });
  });
}

/**
 * In the popup.
 * @returns {Promise<number>} when the next click was made
 */
export function nextClick() {
  return new Promise((resolve) => {
    const note = (/** @type {Event} */ { timeStamp }) =>
      resolve(performance.timeOrigin + timeStamp);
    document.addEventListener('click', note, { capture: true, once: true });
  });
}

/**
 * In a page of an extension.
 * @param {string} verb of a call to the service worker
 * @returns {Promise<{ tookMs: number, answer: unknown }>}
 */
export async function timedCall(verb) {
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  const begin = performance.now();
  const answer = await runtime.sendMessage({ verb, args: null });
  return { tookMs: performance.now() - begin, answer };
}

/**
 * In a page of Sotto.
 * @returns {Promise<{ tookMs: number, device: unknown }>} what the product's own worker found of the adapter
 */
export async function timedMeasurement() {
  const { runtime } = /** @type {any} */ (globalThis).chrome;
  /**
   * @param {string} verb
   * @returns {Promise<any>} the first frame that comes
   */
  const firstFrame = (verb) =>
    new Promise((resolve, reject) => {
      const port = runtime.connect({ name: `sotto:${verb}` });
      port.onMessage.addListener((/** @type {unknown} */ frame) => {
        resolve(frame);
        port.disconnect();
      });
      port.onDisconnect.addListener(() => reject(new Error('The engine room has hung up')));
      port.postMessage({ args: null });
    });
  await runtime.sendMessage({ verb: 'ensureEngine', args: null });
  const begin = performance.now();
  const frame = await firstFrame('measureDevice');
  const tookMs = performance.now() - begin;
  if (!frame.end) throw new Error(`The measurement failed: ${JSON.stringify(frame)}`);
  const { measurement } = (await firstFrame('watchModels')).item;
  return { tookMs, device: measurement.speed };
}

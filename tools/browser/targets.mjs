import { until } from './until.mjs';

/**
 * The windows, tabs and workers of a browser. A *tab* target is the thing in the tab strip, its *page* target the
 * document shown in it: the toolbar is clicked on a tab, the screen is read from a page.
 *
 * @typedef {import('./cdp-pipe.mjs').CdpSession} CdpSession
 * @typedef {{ targetId: string, type: string, url: string }} Target
 * @typedef {{ tabId: string, pageId: string, session: CdpSession }} Tab
 */

/**
 * @param {CdpSession} cdp the browser's own session
 * @param {(target: Target) => boolean} [wanted]
 * @returns {Promise<Target[]>} tabs too
 */
export async function listTargets(cdp, wanted = () => true) {
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: [{}] });
  return targetInfos.filter(wanted);
}

/**
 * @param {CdpSession} cdp
 * @param {string} targetId
 */
export async function attach(cdp, targetId) {
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
  return cdp.child(sessionId);
}

/**
 * Opens the address in a tab (in the empty one, where the browser has just started) and waits for it to load.
 * @param {CdpSession} cdp
 * @param {string} url
 * @returns {Promise<Tab>}
 */
export async function openTab(cdp, url) {
  const [empty] = await listTargets(cdp, ({ type, url: at }) => type === 'tab' && at === blank);
  const tabId =
    empty?.targetId ??
    (await cdp.send('Target.createTarget', { url: blank, forTab: true })).targetId;
  const { pageId, session } = await pageOf(cdp, tabId);
  const { errorText } = await session.send('Page.navigate', { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
  await until(`${url} to load`, () => hasLoaded(session), { timeoutMs: 20_000 });
  return { tabId, pageId, session };
}

/**
 * The tab in which a page (of Playwright, for instance) is shown.
 * @param {CdpSession} cdp
 * @param {string} pageId
 */
export async function tabOf(cdp, pageId) {
  for (const { targetId } of await listTargets(cdp, ({ type }) => type === 'tab')) {
    if ((await pageOf(cdp, targetId)).pageId === pageId) return targetId;
  }
  throw new Error('That page is in no tab');
}

/**
 * A click on the extension's button in the toolbar: grants `activeTab`, and opens the popup if there is one.
 * @param {CdpSession} cdp
 * @param {{ extensionId: string, tabId: string }} where
 */
async function triggerAction(cdp, { extensionId, tabId }) {
  await cdp
    .send('Extensions.triggerAction', { id: extensionId, targetId: tabId })
    .catch((error) => {
      if (!String(error).includes("wasn't found")) throw error;
      throw new Error('This browser is too old to be driven here: Chromium 146 or newer is needed');
    });
}

/**
 * Clicks in the toolbar and waits for the popup.
 * @param {CdpSession} cdp
 * @param {{ extensionId: string, tabId: string }} where
 * @returns {Promise<CdpSession>} of the popup
 */
export async function openPopup(cdp, where) {
  const page = extensionTarget(where.extensionId, 'page');
  const before = new Set((await listTargets(cdp, page)).map(({ targetId }) => targetId));
  await triggerAction(cdp, where);
  // A machine with as much else to do as two test browsers needs its time.
  const popup = await until(
    'the popup to open',
    async () => (await listTargets(cdp, page)).find(({ targetId }) => !before.has(targetId)),
    { timeoutMs: 30_000 },
  );
  const session = await attach(cdp, popup.targetId);
  await until('the popup to load', () => hasLoaded(session));
  return session;
}

/**
 * @param {CdpSession} cdp
 * @param {string} extensionId
 */
export async function offscreenDocument(cdp, extensionId) {
  // This is the type the browser gives to an offscreen document.
  const wanted = extensionTarget(extensionId, 'background_page');
  const target = await until('the offscreen document', () => first(cdp, wanted));
  return attach(cdp, target.targetId);
}

/**
 * @param {CdpSession} cdp
 * @param {string} extensionId
 */
export async function serviceWorker(cdp, extensionId) {
  const wanted = extensionTarget(extensionId, 'service_worker');
  const target = await until('the service worker', () => first(cdp, wanted));
  return attach(cdp, target.targetId);
}

/**
 * Ends the service worker, as the browser does when nobody has used it for a while; nothing where it does not run.
 * @param {CdpSession} cdp
 * @param {string} extensionId
 */
export async function stopServiceWorker(cdp, extensionId) {
  await closeAll(cdp, extensionTarget(extensionId, 'service_worker'), 'the service worker to end');
}

/**
 * @param {CdpSession} cdp
 * @param {string} extensionId
 */
export async function closeOffscreenDocument(cdp, extensionId) {
  const wanted = extensionTarget(extensionId, 'background_page');
  await closeAll(cdp, wanted, 'the offscreen document to end');
}

/**
 * Asked again while one is there: a service worker that was just starting has been seen to stay.
 * @param {CdpSession} cdp
 * @param {(target: Target) => boolean} wanted
 * @param {string} wish
 */
async function closeAll(cdp, wanted, wish) {
  await until(wish, async () => {
    const running = await listTargets(cdp, wanted);
    for (const { targetId } of running) await closeTarget(cdp, targetId);
    return running.length === 0;
  });
}

/**
 * One that closed by itself a moment before is closed as well.
 * @param {CdpSession} cdp
 * @param {string} targetId
 */
export async function closeTarget(cdp, targetId) {
  await cdp.send('Target.closeTarget', { targetId }).catch((error) => {
    if (!String(error).includes('No target')) throw error;
  });
}

const blank = 'about:blank';

/**
 * @param {CdpSession} cdp
 * @param {(target: Target) => boolean} wanted
 */
const first = async (cdp, wanted) => (await listTargets(cdp, wanted))[0];

/**
 * @param {string} extensionId
 * @param {string} kind
 * @returns {(target: Target) => boolean}
 */
export const extensionTarget =
  (extensionId, kind) =>
  ({ type, url }) =>
    type === kind && url.startsWith(`chrome-extension://${extensionId}/`);

/**
 * Nothing in a tab's description names its page: one attaches to the tab, and the browser announces the page.
 * @param {CdpSession} cdp
 * @param {string} tabId
 */
async function pageOf(cdp, tabId) {
  const tab = await attach(cdp, tabId);
  /** @type {{ pageId: string, session: CdpSession } | undefined} */
  let page;
  const off = tab.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    // A prerendered page would be announced as well, with a subtype.
    if (targetInfo.type === 'page' && !targetInfo.subtype) {
      page = { pageId: targetInfo.targetId, session: tab.child(sessionId) };
    }
  });
  const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await tab.send('Target.setAutoAttach', autoAttach);
  const found = await until('the page of a tab', () => page);
  off();
  return found;
}

/** @param {CdpSession} session */
async function hasLoaded(session) {
  const expression = '[location.href, document.readyState]';
  const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
  const [url, state] = result.value ?? [];
  return state === 'complete' && url !== blank;
}

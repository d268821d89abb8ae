import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { listTargets, offscreenDocument } from '../../../tools/browser/targets.mjs';
import { until } from '../../../tools/browser/until.mjs';
import type { Sotto } from './sotto.ts';

export async function killServiceWorker(sotto: Sotto): Promise<void> {
  const { cdp, extensionId } = sotto.browser;
  const isIt = ({ type, url }: { type: string; url: string }) =>
    type === 'service_worker' && url.includes(extensionId);
  const [target] = await listTargets(cdp, isIt);
  if (!target) throw new Error('The service worker was not running.');
  await cdp.send('Target.closeTarget', { targetId: target.targetId });
  await until('the service worker to end', async () => (await listTargets(cdp, isIt)).length === 0);
}

export async function closeOffscreenDocument(sotto: Sotto): Promise<void> {
  const { browser } = sotto;
  const [target] = await offscreenDocuments(sotto);
  if (target) await browser.cdp.send('Target.closeTarget', { targetId: target.targetId });
}

export async function countOffscreenDocuments(sotto: Sotto): Promise<number> {
  return (await offscreenDocuments(sotto)).length;
}

/** By the type that the browser gives them. */
function offscreenDocuments({ browser }: Sotto) {
  return listTargets(
    browser.cdp,
    ({ type, url }) => type === 'background_page' && url.includes(browser.extensionId),
  );
}

/** The dedicated workers of the offscreen document from now on, those that run already included. */
export type ModelWorkers = {
  started: number;
  ended: number;
  /** Of the one that started last. */
  latest: CdpSession | null;
};

export async function watchModelWorkers({ browser }: Sotto): Promise<ModelWorkers> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const seen: ModelWorkers = { started: 0, ended: 0, latest: null };
  const ids = new Set<string>();
  room.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    ids.add(sessionId);
    seen.started += 1;
    seen.latest = room.child(sessionId);
  });
  room.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (ids.has(sessionId)) seen.ended += 1;
  });
  const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await room.send('Target.setAutoAttach', autoAttach);
  return seen;
}

/** Lets waits of exactly so many milliseconds in the offscreen document end after one second. */
export async function shortenTimer({ browser }: Sotto, ms: number): Promise<void> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const expression = `{
    const real = globalThis.setTimeout;
    globalThis.setTimeout = (run, ms, ...args) => real(run, ms === ${ms} ? 1000 : ms, ...args);
  }`;
  await room.send('Runtime.evaluate', { expression });
}

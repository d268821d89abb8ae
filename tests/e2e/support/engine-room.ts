import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import {
  closeOffscreenDocument,
  listTargets,
  offscreenDocument,
  stopServiceWorker,
} from '../../../tools/browser/targets.mjs';
import type { Sotto } from './sotto.ts';

export async function killServiceWorker({ browser }: Sotto): Promise<void> {
  const isRunning = ({ type, url }: { type: string; url: string }) =>
    type === 'service_worker' && url.includes(browser.extensionId);
  const running = await listTargets(browser.cdp, isRunning);
  if (running.length === 0) throw new Error('The service worker was not running.');
  await stopServiceWorker(browser.cdp, browser.extensionId);
}

export async function closeEngineRoom({ browser }: Sotto): Promise<void> {
  await closeOffscreenDocument(browser.cdp, browser.extensionId);
}

/** By the type that the browser gives to offscreen documents. */
export async function countEngineRooms({ browser }: Sotto): Promise<number> {
  const isOne = ({ type, url }: { type: string; url: string }) =>
    type === 'background_page' && url.includes(browser.extensionId);
  return (await listTargets(browser.cdp, isOne)).length;
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

import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { evaluate } from '../../../tools/browser/evaluate.mjs';
import {
  closeOffscreenDocument,
  closeTarget,
  extensionTarget,
  listTargets,
  offscreenDocument,
} from '../../../tools/browser/targets.mjs';
import { until } from '../../../tools/browser/until.mjs';
import type { Sotto } from './sotto.ts';

/** Ends the service worker that runs now; something may have started the next one by then. */
export async function killServiceWorker({ browser }: Sotto): Promise<void> {
  const { cdp, extensionId } = browser;
  const [target] = await listTargets(cdp, extensionTarget(extensionId, 'service_worker'));
  if (!target) throw new Error('The service worker was not running.');
  const { targetId } = target;
  await closeTarget(cdp, targetId);
  const isIt = (other: { targetId: string }) => other.targetId === targetId;
  await until('the service worker to end', async () => (await listTargets(cdp, isIt)).length === 0);
}

export async function closeEngineRoom({ browser }: Sotto): Promise<void> {
  await closeOffscreenDocument(browser.cdp, browser.extensionId);
}

/** By the type that the browser gives to offscreen documents. */
export async function countEngineRooms({ browser }: Sotto): Promise<number> {
  const isOne = extensionTarget(browser.extensionId, 'background_page');
  return (await listTargets(browser.cdp, isOne)).length;
}

/** The dedicated workers of the offscreen document from now on, those that run already included. */
export type RoomWorkers = {
  started: number;
  ended: number;
  /** Of the one that started last. */
  latest: CdpSession | null;
};

/** A script, or what a test does meanwhile. */
type Prepared = string | ((worker: CdpSession) => Promise<unknown>);

/** Those whose script has that in its name. `prepared` runs in each that starts, before anything of its own does. */
export async function watchWorkers(
  { browser }: Sotto,
  script: 'model-host' | 'cpu-host' | 'proofreader' | 'gauge' | 'downloader',
  prepared: Prepared | null = null,
): Promise<RoomWorkers> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const seen: RoomWorkers = { started: 0, ended: 0, latest: null };
  const ids = new Set<string>();
  room.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    const worker = room.child(sessionId);
    const isWatched = targetInfo.url.includes(`/${script}-`);
    if (prepared !== null && isWatched) void prepare(worker, prepared);
    // One that measures a core may be gone before it is asked.
    if (prepared !== null && !isWatched) prepare(worker, '').catch(() => {});
    if (!isWatched) return;
    ids.add(sessionId);
    seen.started += 1;
    seen.latest = worker;
  });
  room.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (ids.has(sessionId)) seen.ended += 1;
  });
  const autoAttach = {
    autoAttach: true,
    waitForDebuggerOnStart: prepared !== null,
    flatten: true,
  } as const;
  await room.send('Target.setAutoAttach', autoAttach);
  return seen;
}

async function prepare(worker: CdpSession, prepared: Prepared): Promise<void> {
  await (typeof prepared === 'string' ? evaluate(worker, prepared) : prepared(worker));
  await worker.send('Runtime.runIfWaitingForDebugger');
}

/** An engine room that was opened anew, without a model, and its workers. */
export async function freshRoom(
  sotto: Sotto,
  prepared: Prepared | null = null,
): Promise<RoomWorkers> {
  await closeEngineRoom(sotto);
  const options = await sotto.openOwn('src/options/options.html');
  const workers = await watchWorkers(sotto, 'model-host', prepared);
  await sotto.close(options);
  return workers;
}

/** Lets waits of exactly so many milliseconds in the offscreen document end earlier. */
export async function shortenTimer({ browser }: Sotto, ms: number, to = 1000): Promise<void> {
  const room = await offscreenDocument(browser.cdp, browser.extensionId);
  const expression = `{
    const real = globalThis.setTimeout;
    globalThis.setTimeout = (run, ms, ...args) => real(run, ms === ${ms} ? ${to} : ms, ...args);
  }`;
  await room.send('Runtime.evaluate', { expression });
}

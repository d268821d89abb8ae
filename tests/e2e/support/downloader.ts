import { readdirSync } from 'node:fs';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { DownloadStreams } from '../../../src/protocol/worker-streams.ts';
import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { until } from '../../../tools/browser/until.mjs';
import type { Page, Sotto } from './sotto.ts';

/** What came of a stream so far. */
export type Streamed<Item> = {
  readonly items: readonly Item[];
  readonly hasEnded: boolean;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
};

/**
 * The worker's waits end earlier: nobody tests for half a minute that nothing comes. Less so those for a host, which a
 * busy machine must not be taken for a silent one.
 */
const hurry = `(ms) => ms <= 250 ? ms : [10_000, 30_000].includes(ms) ? ms / 10 : ms / 50`;

/** The worker that fetches models, started by a page of the extension as the engine room does it. */
export class Downloader {
  readonly page: Page;
  #worker: CdpSession | null = null;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(sotto: Sotto): Promise<Downloader> {
    const downloader = new Downloader(await sotto.openOwn('src/options/options.html'));
    await downloader.#watchWorkers();
    await downloader.page.evaluate(`void (globalThis.streams = new Map())`);
    await downloader.start();
    return downloader;
  }

  /** A new worker; the last one is ended. */
  async start(): Promise<void> {
    const [file] = readdirSync('dist-test/assets').filter((name) => name.startsWith('downloader-'));
    this.#worker = null;
    await this.page.evaluate(`{
      globalThis.worker?.terminate();
      globalThis.worker = new Worker('/assets/${file}', { type: 'module' });
    }`);
    await until('the worker', () => this.#worker !== null);
  }

  /** As if its process were gone. */
  async kill(): Promise<void> {
    await this.page.evaluate('void worker.terminate()');
  }

  /** Opens a stream, by the frames of the protocol; gives its name. */
  async ask<Verb extends keyof DownloadStreams>(
    verb: Verb,
    args: DownloadStreams[Verb]['args'],
  ): Promise<number> {
    return this.page.evaluate(`(() => {
      const { port1, port2 } = new MessageChannel();
      const stream = { port: port1, items: [], hasEnded: false, error: null };
      port1.onmessage = ({ data }) => {
        if (data.item) stream.items.push({ ...data.item, at: performance.now() });
        if (data.error) stream.error = data.error;
        if (data.end || data.error) stream.hasEnded = true;
      };
      const name = streams.size;
      streams.set(name, stream);
      worker.postMessage({ verb: '${verb}' }, [port2]);
      port1.postMessage({ args: ${JSON.stringify(args)} });
      return name;
    })()`);
  }

  async hangUp(stream: number): Promise<void> {
    await this.page.evaluate(`void streams.get(${stream}).port.postMessage('hang-up')`);
  }

  /** What came of it until now. */
  seen<Verb extends keyof DownloadStreams>(
    stream: number,
  ): Promise<Streamed<DownloadStreams[Verb]['result'] & { readonly at: number }>> {
    return this.page.evaluate(`(() => {
      const { port, ...seen } = streams.get(${stream});
      return seen;
    })()`);
  }

  /** Until it ends. */
  async run<Verb extends keyof DownloadStreams>(verb: Verb, args: DownloadStreams[Verb]['args']) {
    return this.ended<Verb>(await this.ask(verb, args));
  }

  async ended<Verb extends keyof DownloadStreams>(stream: number) {
    return until(
      'the worker to end what it does',
      async () => {
        const seen = await this.seen<Verb>(stream);
        return seen.hasEnded && seen;
      },
      { timeoutMs: 30_000, everyMs: 20 },
    );
  }

  async #watchWorkers(): Promise<void> {
    const { session } = this.page.tab;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'worker') return;
      const worker = session.child(sessionId);
      void hurryUp(worker).then(() => {
        this.#worker = worker;
      });
    });
    const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await session.send('Target.setAutoAttach', autoAttach);
  }
}

async function hurryUp(worker: CdpSession): Promise<void> {
  const expression = `{
    const real = setTimeout;
    const hurry = ${hurry};
    globalThis.setTimeout = (run, ms, ...args) => real(run, hurry(ms), ...args);
  }`;
  // A worker that has just begun has no timers yet.
  await until('the worker’s timers', async () => {
    const { exceptionDetails } = await worker.send('Runtime.evaluate', { expression });
    return exceptionDetails === undefined;
  });
}

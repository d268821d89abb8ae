import { readdirSync } from 'node:fs';
import type { DeviceSpeed } from '../../../src/core/models/speed.ts';
import type { ErrorFrame } from '../../../src/protocol/error-frame.ts';
import { evaluate } from '../../../tools/browser/evaluate.mjs';
import { until } from '../../../tools/browser/until.mjs';
import type { Page } from './sotto.ts';

export type GaugeFrame =
  | { readonly item: DeviceSpeed }
  | { readonly end: true }
  | { readonly error: ErrorFrame };

/** The package's own worker that measures, started by one of the extension's pages. */
export class Gauge {
  readonly #page: Page;
  readonly #inWorker: <T>(expression: string) => Promise<T>;

  private constructor(page: Page, inWorker: <T>(expression: string) => Promise<T>) {
    this.#page = page;
    this.#inWorker = inWorker;
  }

  static async start(page: Page): Promise<Gauge> {
    const { session } = page.tab;
    let id: string | undefined;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') id = sessionId;
    });
    const autoAttach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await session.send('Target.setAutoAttach', autoAttach);
    await page.evaluate(
      `void (globalThis.gauge = new Worker('/assets/${builtFile()}', { type: 'module' }))`,
    );
    const worker = session.child(await until('the worker', () => id));
    const gauge = new Gauge(page, (expression) => evaluate(worker, expression));
    // Before its script it has no WebGPU either.
    await until('its script', () => gauge.inWorker<boolean>('Boolean(self.onmessage)'));
    return gauge;
  }

  /** Every device that the worker opens from now on is kept in its `devices`, and why each was lost in `losses`. */
  async watchDevices(): Promise<void> {
    await this.#inWorker(`{
      globalThis.devices = [];
      globalThis.losses = [];
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (wanted) {
        const device = await request.call(this, wanted);
        devices.push(device);
        device.lost.then(({ reason }) => losses.push(reason));
        return device;
      };
    }`);
  }

  inWorker<T>(expression: string): Promise<T> {
    return this.#inWorker<T>(expression);
  }

  /** All frames up to the last, which is an end or an error. */
  measure(): Promise<GaugeFrame[]> {
    return this.#page.evaluate<GaugeFrame[]>(`new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      const frames = [];
      gauge.onerror = ({ message }) => reject(new Error(message));
      port1.onmessage = ({ data }) => {
        frames.push(data);
        if (!('item' in data)) resolve(frames);
      };
      gauge.postMessage({ verb: 'measure' }, [port2]);
      port1.postMessage({ args: null });
    })`);
  }
}

function builtFile(): string {
  const [file, ...more] = readdirSync('dist-test/assets').filter((name) =>
    /^gauge-.*\.js$/.test(name),
  );
  if (!file || more.length > 0) throw new Error('The build must have one worker that measures.');
  return file;
}

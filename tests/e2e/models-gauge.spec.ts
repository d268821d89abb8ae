import { timedMeasurement } from '../../tools/bench/in-page.mjs';
import { until } from '../../tools/browser/until.mjs';
import { watchWorkers } from './support/engine-room.ts';
import { Gauge } from './support/gauge.ts';
import { products } from './support/products.ts';
import { expect, type Sotto, startSotto, test } from './support/sotto.ts';

test.use({ gpu: true });

const openOptions = (sotto: Sotto) => sotto.openOwn('src/options/options.html');

/** The engine room listens when it resolves. */
const ensureEngine = "chrome.runtime.sendMessage({ verb: 'ensureEngine', args: null })";

/** All that it has to find on an adapter without `shader-f16`, as the software one is. */
const found = {
  f32: { decodeBytesPerSecond: 1, rowMs: 0, prefillMacsPerSecond: 1 },
  f16: null,
  dispatchMs: 1,
  readbackMs: 1,
  measuredAt: 1,
};

test('the worker measures the adapter, and its device is gone afterwards', async ({ sotto }) => {
  const page = await openOptions(sotto);
  const gauge = await Gauge.start(page);
  await gauge.watchDevices();
  const [first, last] = await gauge.measure();
  expect(last).toEqual({ end: true });
  expectFigures(first && 'item' in first ? first.item : null);
  await until('the device to be lost', () => gauge.inWorker<boolean>('losses.length > 0'));
  expect(await gauge.inWorker('losses')).toEqual(['destroyed']);
  await sotto.close(page);
});

test('a device that is lost in the middle is named', async ({ sotto }) => {
  const page = await openOptions(sotto);
  const gauge = await Gauge.start(page);
  await gauge.watchDevices();
  const measured = gauge.measure();
  await until('the device', () => gauge.inWorker<boolean>('devices.length > 0'));
  await gauge.inWorker('void devices[0].destroy()');
  expect(await measured).toEqual([{ error: expect.objectContaining({ code: 'device-lost' }) }]);
  await sotto.close(page);
});

test('the engine room measures when a page asks, and ends the worker with it', async ({
  sotto,
}) => {
  const page = await openOptions(sotto);
  await page.evaluate(ensureEngine);
  const workers = await watchWorkers(sotto, 'gauge');
  const { device } = await page.evaluate<{ device: unknown }>(`(${timedMeasurement})()`);
  expectFigures(device);
  await until('the worker to end', () => workers.ended === 1);
  expect(workers.started).toBe(1);
  await sotto.close(page);
});

test('a page that hangs up ends the measurement', async ({ sotto }) => {
  const page = await openOptions(sotto);
  await page.evaluate(ensureEngine);
  const workers = await watchWorkers(sotto, 'gauge');
  await page.evaluate(`{
    globalThis.port = chrome.runtime.connect({ name: 'sotto:measureDevice' });
    port.postMessage({ args: null });
  }`);
  await until('the worker', () => workers.started === 1);
  await page.evaluate('port.disconnect()');
  await until('the worker to end', () => workers.ended === 1);
  await sotto.close(page);
});

test('without an adapter it says so', async () => {
  const { sotto, close } = await startSotto({ headless: true, gpu: false });
  const gauge = await Gauge.start(await openOptions(sotto));
  expect(await gauge.measure()).toEqual([{ error: expect.objectContaining({ code: 'no-gpu' }) }]);
  await close();
});

for (const [kernel, size] of [
  ['matrix-vector', { rows: 32, tokens: 1, groups: [2, 1] }],
  ['matrix-matrix', { rows: 64, tokens: 96, groups: [2, 3] }],
] as const) {
  test(`what is timed is a product: ${kernel}`, async ({ sotto }) => {
    const page = await sotto.open(sotto.pages.put('/products', '<title>products</title>'));
    const { made, expected } = await products(page, kernel, size);
    expect(made).toHaveLength(size.rows * size.tokens);
    expect(made.findIndex((one, index) => Math.abs(one - (expected[index] ?? 0)) > 0.01)).toBe(-1);
    expect(new Set(expected).size).toBeGreaterThan(size.rows / 2);
    await sotto.close(page);
  });
}

/** The same names as `found`, with numbers that are more than nothing where it has a one. */
function expectFigures(speed: unknown): void {
  const { f32, ...rest } = speed as typeof found;
  expect(Object.keys({ f32, ...rest }).sort()).toEqual(Object.keys(found).sort());
  expect(rest.f16).toBeNull();
  for (const figure of [
    f32.decodeBytesPerSecond,
    f32.prefillMacsPerSecond,
    rest.dispatchMs,
    rest.readbackMs,
  ]) {
    expect(figure).toBeGreaterThan(0);
    expect(figure).toBeLessThan(Number.POSITIVE_INFINITY);
  }
  expect(f32.rowMs).toBeGreaterThanOrEqual(0);
}

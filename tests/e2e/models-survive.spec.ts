import { until } from '../../tools/browser/until.mjs';
import { failing } from '../../tools/model-hub/manners.mjs';
import { closeEngineRoom, killServiceWorker } from './support/engine-room.ts';
import { test } from './support/fresh.ts';
import type { ModelHost } from './support/model-host.ts';
import {
  cardSays,
  deleteModel,
  download,
  downloadAllButHalf,
  filesOnDisk,
  held,
  isReady,
  openOptions,
  partsOnDisk,
} from './support/models-page.ts';
import {
  expect,
  modelName,
  type Page,
  type Sotto,
  type StartedSotto,
  startSotto,
} from './support/sotto.ts';

/** A download of which half of one file is still to come. */
async function begun(sotto: Sotto, host: ModelHost): Promise<Page> {
  const options = await openOptions(sotto);
  await downloadAllButHalf(options, host);
  return options;
}

/** The browser ends, and begins anew with what it kept; the host is well again, and nothing was asked of it since. */
async function restarted(before: StartedSotto, host: ModelHost): Promise<StartedSotto> {
  await before.quit();
  host.answer(held, 'whole');
  host.asked.length = 0;
  return startSotto({ headless: true, gpu: true, profile: before.profile });
}

/** A page of the extension's own that looks at no model. */
function bystander(sotto: Sotto): Promise<Page> {
  return sotto.openOwn('manifest.json');
}

async function badgeBecomes(page: Page, text: string): Promise<void> {
  const badge = () => page.evaluate<string>('chrome.action.getBadgeText({})');
  await until(`the badge “${text}”`, async () => (await badge()) === text, { timeoutMs: 30_000 });
}

test('a download goes on while popup, options and service worker are gone, and a badge tells when it is ready', async ({
  fresh,
  host,
}) => {
  const options = await begun(fresh, host);
  const page = await fresh.open(fresh.pages.put('/page', '<title>page</title><p>Text.</p>'));
  const popup = await fresh.popup(page);
  await popup.waitFor('StaticText', new RegExp(`^${modelName}: Downloading`));
  await fresh.closePopup();
  await fresh.close(options);
  const own = await bystander(fresh);
  await killServiceWorker(fresh);
  expect(host.hungUp).toEqual([]);
  host.release();
  await badgeBecomes(own, '✓');
  expect(host.asked.filter((file) => file === held)).toHaveLength(1);
  const later = await fresh.popup(page);
  await later.waitFor('StaticText', /downloaded, verified and ready/);
  await badgeBecomes(own, '');
});

test('who looks at the download until it is ready needs no badge', async ({ fresh, host }) => {
  const options = await begun(fresh, host);
  host.release();
  await isReady(options);
  type News = { downloadNews: { isPending: boolean; badge: string } };
  const told = await until('the end to be told', async () => {
    const { downloadNews } = await options.evaluate<News>('chrome.storage.local.get(null)');
    return !downloadNews.isPending && downloadNews;
  });
  expect(told.badge).toBe('none');
});

test('a download that the browser’s end interrupts goes on at the byte when it is back', async ({
  host,
}) => {
  const before = await startSotto({ headless: true, gpu: true });
  const options = await begun(before.sotto, host);
  // What is not flushed to the disk is lost with the browser.
  const part = async () => (await partsOnDisk(options))[held] ?? 0;
  await until('a part', async () => (await part()) > 0);
  const came = await part();
  const after = await restarted(before, host);
  // Nobody opens anything: the browser's start is enough.
  await until('the rest to be asked for', () => host.asked.includes(held), { timeoutMs: 30_000 });
  const again = await openOptions(after.sotto);
  await isReady(again);
  expect(host.asked).toEqual([held]);
  expect(host.model.exchanges.at(-1)?.begin).toBe(came);
  await after.close();
});

test('one that was paused stays so when the browser is back', async ({ host }) => {
  const before = await startSotto({ headless: true, gpu: true });
  const options = await begun(before.sotto, host);
  await options.screen.click('button', 'Pause');
  await cardSays(options, 'Paused. What is here is kept.');
  const after = await restarted(before, host);
  const again = await openOptions(after.sotto);
  await cardSays(again, 'Paused. What is here is kept.');
  expect(host.asked).toEqual([]);
  await again.screen.click('button', 'Resume');
  await isReady(again);
  await after.close();
});

test('one that failed and was deleted does not come back with the browser', async ({ host }) => {
  const before = await startSotto({ headless: true, gpu: true });
  const options = await openOptions(before.sotto);
  host.answer(held, failing(400));
  await download(options);
  await cardSays(options, 'Partly downloaded');
  await deleteModel(options);
  await options.screen.waitFor('button', `Download ${modelName}…`);
  await until('an empty disk', async () => (await filesOnDisk(options)).length === 0);
  const after = await restarted(before, host);
  const again = await openOptions(after.sotto);
  await again.screen.waitFor('button', `Download ${modelName}…`);
  expect(host.asked).toEqual([]);
  await after.close();
});

test('an engine room that is closed in mid-download leaves it to the next one', async ({
  fresh,
  host,
}) => {
  const options = await begun(fresh, host);
  await closeEngineRoom(fresh);
  await until('the transfer to end', () => host.hungUp.includes(held));
  host.release();
  host.asked.length = 0;
  await isReady(options);
  expect(host.asked).toEqual([held]);
});

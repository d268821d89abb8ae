import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installedChromium } from '../../../tools/browser/chromium.mjs';
import { type Browser, launch } from '../../../tools/browser/launch.mjs';
import { measureTraffic } from '../../../tools/browser/network-meter.mjs';
import { Screen } from '../../../tools/browser/screen.mjs';
import {
  offscreenDocument,
  openPopup,
  openTab,
  serviceWorker,
  type Tab,
  tabOf,
} from '../../../tools/browser/targets.mjs';

// A browser starts in half a second alone, in ten beside everything else that tests do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Sends something from every kind of place that an extension has, and shows a dialog in a closed shadow root. */
const extension = fileURLToPath(new URL('./talkative', import.meta.url));
const chromium = installedChromium();

let server: Server;
let url = '';
let browser: Browser;
let tab: Tab;
let screen: Screen;
let profile: string;
/** What came in, and how many bytes of it. */
const heard: string[] = [];
let bytesHeard = 0;

function answer(): Server {
  return createServer((request, response) => {
    let body = 0;
    request.on('data', (data: Buffer) => {
      body += data.length;
    });
    request.on('end', () => {
      heard.push(request.url ?? '');
      const lines = request.rawHeaders.filter((_, at) => at % 2 === 0);
      const values = request.rawHeaders.filter((_, at) => at % 2 === 1);
      const head = lines.map((name, at) => `${name}: ${values[at]}\r\n`).join('');
      bytesHeard += `${request.method} ${request.url} HTTP/1.1\r\n${head}\r\n`.length + body;
      const headers = { 'content-type': 'text/html', 'access-control-allow-origin': '*' };
      response.writeHead(200, headers).end('<p>One paragraph, long enough to be clicked on.</p>');
    });
  });
}

describe.skipIf(!chromium)('in a real browser', () => {
  beforeAll(async () => {
    server = answer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    profile = mkdtempSync(join(tmpdir(), 'sotto-'));
    const executable = chromium?.path ?? '';
    browser = await launch({ executable, profile, headless: true, extension });
    tab = await openTab(browser.cdp, url);
    screen = new Screen(tab.session);
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it('finds the tab of a page', async () => {
    expect(await tabOf(browser.cdp, tab.pageId)).toBe(tab.tabId);
  });

  it('selects a paragraph with three clicks', async () => {
    await screen.click('StaticText', /^One paragraph/, { count: 3 });
    const expression = 'getSelection().toString().trim()';
    const { result } = await tab.session.send('Runtime.evaluate', { expression });
    expect(result.value).toBe('One paragraph, long enough to be clicked on.');
  });

  it('counts nothing while nothing is sent', async () => {
    const { traffic } = await measureTraffic(browser.cdp, () => screen.waitFor('paragraph'));
    expect(traffic).toEqual({ bytes: 0, requests: [] });
  });

  it('counts to the byte what every page and worker of an extension sends', async () => {
    heard.length = 0;
    bytesHeard = 0;
    const { traffic } = await measureTraffic(browser.cdp, async () => {
      const where = { extensionId: browser.extensionId, tabId: tab.tabId };
      const popup = new Screen(await openPopup(browser.cdp, where));
      await popup.click('button', 'Talk');
      await vi.waitUntil(() => heard.length === 6, { timeout: 20_000 });
    });
    const places = ['content', 'offscreen', 'popup', 'service-worker', 'worker'];
    expect(heard.toSorted()).toEqual(['/beacon', ...places.map((place) => `/from-${place}`)]);
    const { host } = new URL(url);
    expect(traffic.requests.map((request) => request.host)).toEqual(heard.map(() => host));
    expect(traffic.bytes).toBe(bytesHeard);
  });

  it('lets what it watched run on', async () => {
    const { cdp, extensionId } = browser;
    for (const find of [serviceWorker, offscreenDocument]) {
      const session = await find(cdp, extensionId);
      const { result } = await session.send('Runtime.evaluate', { expression: '6 * 7' });
      expect(result.value).toBe(42);
    }
  });

  it('reads, and clicks in, a closed shadow root', async () => {
    expect(await screen.text('region', 'Result')).toBe('first line\nsecond line');
    await screen.click('button', 'Close');
    await screen.waitForGone('dialog', 'Talkative');
  });

  it('waits for a button to be enabled before it clicks', async () => {
    await screen.click('button', 'Late', { timeoutMs: 5000 });
    await screen.waitFor('button', 'Clicked');
  });

  it('says what was there instead of what was waited for', async () => {
    const waiting = screen.waitFor('button', 'Fly', { timeoutMs: 100 });
    await expect(waiting).rejects.toThrow(/button Fly.*StaticText "One paragraph/s);
  });
});

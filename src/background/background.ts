import { AppError } from '../core/errors.ts';
import { withChange } from '../core/settings.ts';
import { showBadge } from '../platform/badge.ts';
import { loadDownloadNews, saveDownloadNews } from '../platform/download-news.ts';
import { inject } from '../platform/frames.ts';
import {
  createMenus,
  onBrowserStart,
  onInstalled,
  onMenuClick,
  onShortcut,
  openOptions,
} from '../platform/gestures.ts';
import { logError } from '../platform/log.ts';
import { serveCalls } from '../platform/messaging/calls.ts';
import { recordRequest } from '../platform/request-log.ts';
import { serverKey } from '../platform/server-key.ts';
import {
  changeSettings,
  closeStorageToContentScripts,
  loadSettings,
  onSettingsChanged,
} from '../platform/settings.ts';
import type { Asker } from '../protocol/call.ts';
import { ensureEngine, handOverSettings } from './engine-room.ts';
import { choiceOf, menuItems, sourceOf } from './menu.ts';
import { neverHere, setSiteRule } from './sites.ts';
import { startByMenu, startByShortcut, startInFrame } from './start.ts';

// Everything below runs again whenever the service worker wakes, so all listeners are here, in the first turn.
void closeStorageToContentScripts();

onInstalled(() => {
  void createMenus(menuItems);
  resumeDownloads().catch(logError);
});

onBrowserStart(() => {
  resumeDownloads().catch(logError);
});

onMenuClick(async (click) => {
  const settings = await loadSettings();
  const choice = choiceOf(click.itemId, settings);
  await startByMenu(click, { choice, source: sourceOf(click.itemId, choice) }, settings);
});

onShortcut(async (name, tabId) => {
  const settings = await loadSettings();
  const choice = choiceOf(name, settings);
  await startByShortcut(tabId, { choice, source: sourceOf(name, choice) }, settings);
});

onSettingsChanged(() => void handOverSettings());

serveCalls({
  anyone: {
    ensureEngine: async () => {
      await ensureEngine();
      return null;
    },
    injectReader: (_args, asker) => injectBeside(asker, 'reader'),
    injectStatus: (_args, asker) => injectBeside(asker, 'status'),
    openOptions: async () => {
      await openOptions();
      return null;
    },
    neverHere: (_args, asker) => neverHere(asker),
  },
  pages: {
    startInTab: async ({ tabId, start }) => {
      await startInFrame(tabId, start, await loadSettings());
      return null;
    },
    changeSettings: async (change) => {
      await changeSettings((own) => withChange(own, change));
      return null;
    },
    setSiteRule: async ({ site, rule }) => {
      await setSiteRule(site, rule);
      return null;
    },
    announceDownloads: async (news) => {
      await Promise.all([saveDownloadNews(news), showBadge(news.badge)]);
      return null;
    },
    serverKey: async ({ baseUrl }) => serverKey(baseUrl),
    recordRequest: async (record) => {
      await recordRequest(record);
      return null;
    },
  },
});

/** Into the frame of the content script that asks. */
async function injectBeside({ tabId, frameId }: Asker, file: 'reader' | 'status'): Promise<null> {
  if (tabId === null || frameId === null)
    throw new AppError('refused', 'Only a content script has a page.');
  await inject({ tabId, frameId }, file);
  return null;
}

/** The engine room goes on with what was asked for, as soon as it is there. */
async function resumeDownloads(): Promise<void> {
  if ((await loadDownloadNews())?.isPending) await ensureEngine();
}

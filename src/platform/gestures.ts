import type { TextOrigin } from '../protocol/contract.ts';
import { browser } from './browser.ts';
import { siteOf } from './messaging/asker.ts';
import { packageUrl } from './package.ts';
import type { MessageKey } from './text.ts';
import { t } from './text.ts';

export type MenuItem = {
  readonly id: string;
  readonly title: MessageKey;
  readonly contexts: readonly ('selection' | 'editable' | 'page')[];
  readonly parentId?: string;
};

export type MenuClick = {
  readonly itemId: string;
  readonly tabId: number;
  readonly frameId: number;
  /** What the browser itself says is selected; there even where no script may read it. */
  readonly selectionText: string;
  readonly origin: TextOrigin;
};

/** Menus outlive the service worker: they are made when the extension is installed or updated. */
export async function createMenus(items: readonly MenuItem[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, contexts, parentId } of items) {
    browser.contextMenus.create({
      id,
      title: t(title),
      contexts: [...contexts],
      ...(parentId === undefined ? {} : { parentId }),
    });
  }
}

export function onMenuClick(listener: (click: MenuClick) => Promise<void>): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab?.id === undefined) return;
    void listener({
      itemId: String(info.menuItemId),
      tabId: tab.id,
      frameId: info.frameId ?? 0,
      selectionText: info.selectionText ?? '',
      origin: {
        sites: [...new Set([info.frameUrl ?? info.pageUrl, tab.url].map(siteOf))],
        isPrivate: tab.incognito,
      },
    });
  });
}

export function onShortcut(listener: (name: string, tabId: number) => Promise<void>): void {
  browser.commands.onCommand.addListener((name, tab) => {
    if (tab?.id !== undefined) void listener(name, tab.id);
  });
}

export function onInstalled(listener: () => void): void {
  browser.runtime.onInstalled.addListener(() => listener());
}

export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** A window without a toolbar (an installed web app, for one) has no place for it: there it gets a window of its own. */
export async function openPopup(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    const url = packageUrl('src/popup/popup.html');
    await browser.windows.create({ url, type: 'popup', width: 400, height: 560 });
  }
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** Shortcuts as the browser really assigned them: a key that was taken is left empty without a word. */
export async function assignedShortcuts(): Promise<
  readonly { description: string; keys: string }[]
> {
  const commands = await browser.commands.getAll();
  return commands.map(({ description, shortcut }) => ({
    description: description ?? '',
    keys: shortcut ?? '',
  }));
}

/** The browser's own page for shortcuts; a link to it is blocked, opening a tab is not. */
export async function openShortcutSettings(): Promise<void> {
  await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

export async function activeTabId(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

export async function activeSite(): Promise<string> {
  const tabId = await activeTabId();
  return tabId === null ? '' : siteOfTab(tabId);
}

/** The host of a tab under which rules for its site are kept; `''` where a gesture does not let it be seen. */
export async function siteOfTab(tabId: number): Promise<string> {
  return siteOf((await browser.tabs.get(tabId)).url);
}

/** Whether this page is a popup at the toolbar, and not one in a window of its own. */
export async function isAtToolbar(): Promise<boolean> {
  return (await browser.tabs.getCurrent()) === undefined;
}

import browser, { type Runtime } from 'webextension-polyfill';
import type { Asker } from '../../protocol/call.ts';

/** Trust by where the sender's script came from: a content script carries the page's URL, our pages the package's. */
export function asker(sender: Runtime.MessageSender | undefined): Asker {
  const own =
    sender?.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL(''));
  return {
    trust: own ? 'pages' : 'anyone',
    tabId: sender?.tab?.id ?? null,
    frameId: sender?.frameId ?? null,
  };
}

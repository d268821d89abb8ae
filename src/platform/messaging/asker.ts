import type { Runtime } from 'webextension-polyfill';
import type { Asker } from '../../protocol/call.ts';
import { browser } from '../browser.ts';

/** The types do not know what newer browsers tell as well. */
type Sender = Runtime.MessageSender & { readonly documentId?: string; readonly origin?: string };

/** Trust by where the sender's script came from: a content script carries the page's URL, our pages the package's. */
export function asker(given: Runtime.MessageSender | undefined): Asker {
  const sender: Sender = given ?? {};
  const isOwn =
    sender.id === browser.runtime.id && (sender.url ?? '').startsWith(browser.runtime.getURL(''));
  return {
    trust: isOwn ? 'pages' : 'anyone',
    tabId: sender.tab?.id ?? null,
    frameId: sender.frameId ?? null,
    documentId: sender.documentId ?? null,
    sites: isOwn ? [] : sitesOf(sender),
    isPrivate: sender.tab?.incognito ?? false,
  };
}

/**
 * The frame's own host, and that of the page around it where the gesture's permission lets it be seen. A sandboxed page has
 * no origin, but an address.
 */
function sitesOf({ origin, url, tab }: Sender): string[] {
  return [...new Set([origin, url, ...(tab?.url ? [tab.url] : [])].map(siteOf))];
}

/** The host under which rules for a site are kept; `''` for what has none, such as a file or a sandboxed frame. */
export function siteOf(url: string | undefined): string {
  return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? new URL(url).host : '';
}

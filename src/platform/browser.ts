import type { Browser, Runtime } from 'webextension-polyfill';

/**
 * Chrome's interfaces by their standard name and types. They give promises by themselves, all but for listeners of
 * messages (see `answerMessages`): the polyfill would cost each page 3 KB.
 */
export const browser = (globalThis as unknown as { chrome: Browser }).chrome;

type MessageListener = (message: unknown, sender: Runtime.MessageSender) => Promise<unknown>;

/** Registers a listener that answers each message. It must not reject: the asker would wait until this script is gone. */
export function answerMessages(listener: MessageListener): void {
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    void listener(message, sender).then(sendResponse);
    // The answer comes later.
    return true;
  });
}

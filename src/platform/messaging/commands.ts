import { answerCall, type CallHandlers, openAnswer } from '../../protocol/call.ts';
import type { Commands } from '../../protocol/contract.ts';
import { answerMessages, browser } from '../browser.ts';
import { asker } from './asker.ts';
import { delivered } from './delivered.ts';

export type Frame = { readonly tabId: number; readonly frameId: number };

export async function command<Verb extends keyof Commands>(
  { tabId, frameId }: Frame,
  verb: Verb,
  args: Commands[Verb]['args'],
): Promise<Commands[Verb]['result']> {
  const sent = browser.tabs.sendMessage(tabId, { verb, args }, { frameId });
  return openAnswer(await delivered(sent)) as Commands[Verb]['result'];
}

/** The content script's only listener. Commands come from the service worker; other senders are refused. */
export function serveCommands(handlers: CallHandlers<Commands>): void {
  answerMessages((message, sender) =>
    answerCall({ anyone: {}, pages: handlers }, asker(sender), message),
  );
}

import { answerCall, type CallHandlers, openAnswer, type Trust } from '../../protocol/call.ts';
import type { Calls } from '../../protocol/contract.ts';
import { unpackError } from '../../protocol/error-frame.ts';
import { answerMessages, browser } from '../browser.ts';
import { logError } from '../log.ts';
import { asker } from './asker.ts';
import { delivered } from './delivered.ts';

type AllCalls = Calls['anyone'] & Calls['pages'];

export async function call<Verb extends keyof AllCalls>(
  signal: AbortSignal,
  verb: Verb,
  args: AllCalls[Verb]['args'],
): Promise<AllCalls[Verb]['result']> {
  signal.throwIfAborted();
  const answer = openAnswer(await delivered(browser.runtime.sendMessage({ verb, args })));
  signal.throwIfAborted();
  return answer as AllCalls[Verb]['result'];
}

/** The service worker's only listener for calls. Register in the first turn. */
export function serveCalls(
  handlers: {
    readonly [T in Trust]: CallHandlers<Calls[T]>;
  },
): void {
  answerMessages(async (message, sender) => {
    const answer = await answerCall(handlers, asker(sender), message);
    if ('error' in answer) logError(unpackError(answer.error));
    return answer;
  });
}

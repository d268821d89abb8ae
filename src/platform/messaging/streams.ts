import type { Runtime } from 'webextension-polyfill';
import type { Streams } from '../../protocol/contract.ts';
import type { Port } from '../../protocol/port.ts';
import { openStream } from '../../protocol/stream.ts';
import { browser } from '../browser.ts';

type AllStreams = Streams['anyone'] & Streams['pages'];

export async function* stream<Verb extends keyof AllStreams>(
  signal: AbortSignal,
  verb: Verb,
  args: AllStreams[Verb]['args'],
): AsyncGenerator<AllStreams[Verb]['result'], void, undefined> {
  signal.throwIfAborted();
  const port = browser.runtime.connect({ name: `${streamPrefix}${verb}` });
  yield* openStream<AllStreams[Verb]['result']>(signal, fromRuntimePort(port), args);
}

/** For streams that end without items: waits for that end. */
export async function request<Verb extends keyof AllStreams>(
  signal: AbortSignal,
  verb: Verb,
  args: AllStreams[Verb]['args'],
): Promise<void> {
  for await (const _ of stream(signal, verb, args));
}

/** Port names carry it, since the tools of the browser and of the build open ports of their own. */
export const streamPrefix = 'sotto:';

export function fromRuntimePort(port: Runtime.Port): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onDisconnect: (listener) => port.onDisconnect.addListener(() => listener()),
    disconnect: () => port.disconnect(),
  };
}

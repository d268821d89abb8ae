import browser, { type Runtime } from 'webextension-polyfill';
import { type Asker, permitted, type Tables, type Trust } from '../../protocol/call.ts';
import { checkArgs } from '../../protocol/check-args.ts';
import { type Streams, streamArgs } from '../../protocol/contract.ts';
import type { Port } from '../../protocol/port.ts';
import { openStream, serveStream } from '../../protocol/stream.ts';
import { logError } from '../log.ts';
import { asker } from './asker.ts';

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

type StreamHandlers<Table> = {
  readonly [Verb in keyof Table]: Table[Verb] extends { args: infer Args; result: infer Item }
    ? (signal: AbortSignal, args: Args, asker: Asker) => AsyncIterable<Item>
    : never;
};

type AnyHandler = (signal: AbortSignal, args: unknown, asker: Asker) => AsyncIterable<unknown>;

/** Port names carry it, since the tools of the browser and of the build open ports of their own. */
const streamPrefix = 'sotto:';

/** The offscreen document's only listener for streams. Register in the first turn. */
export function serveStreams(
  handlers: {
    readonly [T in Trust]: StreamHandlers<Streams[T]>;
  },
): void {
  browser.runtime.onConnect.addListener((port) => {
    if (!port.name.startsWith(streamPrefix)) return;
    const verb = port.name.slice(streamPrefix.length);
    const from = asker(port.sender);
    serveStream(fromRuntimePort(port), async function* (signal, args) {
      try {
        const handler = permitted(handlers as unknown as Tables<AnyHandler>, from.trust, verb);
        yield* handler(signal, checked(verb, args), from);
      } catch (thrown) {
        if (!signal.aborted) logError(thrown);
        throw thrown;
      }
    });
  });
}

function checked(verb: string, args: unknown): unknown {
  return isOpen(verb) ? checkArgs(streamArgs[verb], args) : args;
}

function isOpen(verb: string): verb is keyof typeof streamArgs {
  return Object.hasOwn(streamArgs, verb);
}

function fromRuntimePort(port: Runtime.Port): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onDisconnect: (listener) => port.onDisconnect.addListener(() => listener()),
    disconnect: () => port.disconnect(),
  };
}

import { type Asker, permitted, type Tables, type Trust } from '../../protocol/call.ts';
import { checkArgs } from '../../protocol/check-args.ts';
import { type Streams, streamArgs } from '../../protocol/contract.ts';
import { serveStream } from '../../protocol/stream.ts';
import { browser } from '../browser.ts';
import { logError } from '../log.ts';
import { asker } from './asker.ts';
import { fromRuntimePort, streamPrefix } from './streams.ts';

type StreamHandlers<Table> = {
  readonly [Verb in keyof Table]: Table[Verb] extends { args: infer Args; result: infer Item }
    ? (signal: AbortSignal, args: Args, asker: Asker) => AsyncIterable<Item>
    : never;
};

type AnyHandler = (signal: AbortSignal, args: unknown, asker: Asker) => AsyncIterable<unknown>;

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

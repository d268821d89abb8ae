import { fromMessagePort } from './message-port.ts';
import type { Port } from './port.ts';
import { openStream, type StreamHandler, serveStream } from './stream.ts';

type Table = Readonly<Record<string, { readonly args: unknown; readonly result: unknown }>>;

/** Streams to a worker or a frame: one message `{ verb }` opens each, and brings the port on which it is spoken. */
export class Channels<Verbs extends { [Verb in keyof Verbs]: Table[string] }> {
  readonly #send: (message: unknown, port: MessagePort) => void;
  /** What to call when the other end is gone, which by itself tells its ports nothing. */
  readonly #hangUps = new Set<() => void>();

  constructor(send: (message: unknown, port: MessagePort) => void) {
    this.#send = send;
  }

  /** Throws `disconnected` when the other end goes before the stream does. */
  open<Verb extends keyof Verbs>(
    signal: AbortSignal,
    verb: Verb,
    args: Verbs[Verb]['args'],
  ): AsyncGenerator<Verbs[Verb]['result'], void, undefined> {
    const { port1, port2 } = new MessageChannel();
    this.#send({ verb }, port2);
    return openStream(signal, this.#watched(fromMessagePort(port1)), args);
  }

  hangUp(): void {
    for (const hangUp of this.#hangUps) hangUp();
    this.#hangUps.clear();
  }

  #watched(port: Port): Port {
    let hangUp = () => {};
    return {
      ...port,
      onDisconnect: (listener) => {
        hangUp = listener;
        this.#hangUps.add(hangUp);
        port.onDisconnect(listener);
      },
      disconnect: () => {
        this.#hangUps.delete(hangUp);
        port.disconnect();
      },
    };
  }
}

export type ChannelHandlers<Verbs extends { [Verb in keyof Verbs]: Table[string] }> = {
  readonly [Verb in keyof Verbs]: (
    signal: AbortSignal,
    args: Verbs[Verb]['args'],
  ) => AsyncIterable<Verbs[Verb]['result']>;
};

/** The other end: answers one message that `Channels` sent. */
export function serveChannel<Verbs extends { [Verb in keyof Verbs]: Table[string] }>(
  handlers: ChannelHandlers<Verbs>,
  { data, ports }: { readonly data: unknown; readonly ports: readonly MessagePort[] },
): void {
  const [port] = ports;
  const verb = (data as { verb?: unknown } | null)?.verb;
  if (!port || typeof verb !== 'string' || !Object.hasOwn(handlers, verb)) return;
  const handler = handlers[verb as keyof Verbs] as StreamHandler;
  serveStream(fromMessagePort(port), handler);
}

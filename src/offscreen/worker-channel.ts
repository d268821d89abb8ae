import { Channels } from '../protocol/channels.ts';

type Table = Readonly<Record<string, { readonly args: unknown; readonly result: unknown }>>;

/** A worker of this document, and the streams that are spoken with it. */
export class WorkerChannel<Verbs extends { [Verb in keyof Verbs]: Table[string] }> {
  readonly #worker: Worker;
  readonly #channels = new Channels<Verbs>((message, port) =>
    this.#worker.postMessage(message, [port]),
  );
  #hasEnded = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onerror = () => this.end();
  }

  /** Also by an error of its own that nobody caught. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Throws `disconnected` when the worker ends before the stream does. */
  open<Verb extends keyof Verbs>(
    signal: AbortSignal,
    verb: Verb,
    args: Verbs[Verb]['args'],
  ): AsyncGenerator<Verbs[Verb]['result'], void, undefined> {
    return this.#channels.open(signal, verb, args);
  }

  /** Hands over one end of a way to another room. */
  lend(verb: string, port: MessagePort): void {
    this.#worker.postMessage({ verb }, [port]);
  }

  end(): void {
    this.#hasEnded = true;
    this.#worker.terminate();
    this.#channels.hangUp();
  }
}

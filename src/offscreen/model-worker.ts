import { Channels } from '../protocol/channels.ts';
import type { ModelStreams } from '../protocol/contract.ts';

/** One worker for one model. Ending it is the only way to cancel a load or a prefill, and to free all memory. */
export class ModelWorker {
  readonly #worker = new Worker(new URL('../worker/model/model-host.ts', import.meta.url), {
    type: 'module',
    name: 'model',
  });
  readonly #channels = new Channels<ModelStreams>((message, port) =>
    this.#worker.postMessage(message, [port]),
  );
  #hasEnded = false;

  constructor() {
    this.#worker.onerror = () => this.end();
  }

  /** Also by an error of its own that nobody caught. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Throws `disconnected` when the worker ends before the stream does. */
  open<Verb extends keyof ModelStreams>(
    signal: AbortSignal,
    verb: Verb,
    args: ModelStreams[Verb]['args'],
  ): AsyncGenerator<ModelStreams[Verb]['result'], void, undefined> {
    return this.#channels.open(signal, verb, args);
  }

  end(): void {
    this.#hasEnded = true;
    this.#worker.terminate();
    this.#channels.hangUp();
  }
}

import type { WorkerStreams } from '../protocol/contract.ts';
import { fromMessagePort } from '../protocol/message-port.ts';
import type { Port } from '../protocol/port.ts';
import { openStream } from '../protocol/stream.ts';

/** One worker for one model. Ending it is the only way to cancel a load or a prefill, and to free all memory. */
export class ModelWorker {
  readonly #worker = new Worker(new URL('../worker/worker.ts', import.meta.url), {
    type: 'module',
    name: 'model',
  });
  /** What to call when the worker ends: a terminated worker tells its ports nothing. */
  readonly #hangUps = new Set<() => void>();
  #hasEnded = false;

  constructor() {
    this.#worker.onerror = () => this.end();
  }

  /** Also by an error of its own that nobody caught. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Throws `disconnected` when the worker ends before the stream does. */
  open<Verb extends keyof WorkerStreams>(
    signal: AbortSignal,
    verb: Verb,
    args: WorkerStreams[Verb]['args'],
  ): AsyncGenerator<WorkerStreams[Verb]['result'], void, undefined> {
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ verb }, [port2]);
    return openStream(signal, this.#watched(fromMessagePort(port1)), args);
  }

  end(): void {
    this.#hasEnded = true;
    this.#worker.terminate();
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

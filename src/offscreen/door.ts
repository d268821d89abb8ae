import { AppError } from '../core/errors.ts';
import { packageUrl } from '../platform/package.ts';
import { Channels } from '../protocol/channels.ts';
import type { DoorStreams } from '../protocol/contract.ts';

/** The sandboxed frame through which requests leave. It exists only while the cloud is switched on. */
export class Door {
  #frame: HTMLIFrameElement | null = null;
  #loaded: Promise<void> = Promise.resolve();
  readonly #channels = new Channels<DoorStreams>((message, port) =>
    // A sandboxed frame has no origin to name; what may be loaded into it is held by `frame-src`.
    this.#frame?.contentWindow?.postMessage(message, '*', [port]),
  );

  /** Makes the frame, or takes it away; what is under way through it then ends with `cloud-off`. */
  set(isOpen: boolean): void {
    if (isOpen) this.#open();
    else this.#close();
  }

  /** Throws `cloud-off` where there is no frame, before and while the stream runs. */
  async *ask<Verb extends keyof DoorStreams>(
    signal: AbortSignal,
    verb: Verb,
    args: DoorStreams[Verb]['args'],
  ): AsyncGenerator<DoorStreams[Verb]['result'], void, undefined> {
    const frame = this.#frame;
    if (!frame) throw closed();
    await this.#loaded;
    signal.throwIfAborted();
    if (this.#frame !== frame) throw closed();
    try {
      yield* this.#channels.open(signal, verb, args);
    } catch (thrown) {
      throw this.#frame === frame || signal.aborted ? thrown : closed();
    }
  }

  #open(): void {
    if (this.#frame) return;
    const frame = document.createElement('iframe');
    // The manifest says so as well; either would do.
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = packageUrl('src/door/door.html');
    this.#loaded = new Promise((resolve) => {
      frame.onload = () => resolve();
    });
    document.body.append(frame);
    this.#frame = frame;
  }

  #close(): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#channels.hangUp();
  }
}

function closed(): AppError {
  return new AppError('cloud-off', 'The door is closed.');
}

import type { CloudSettings } from '../core/cloud/settings.ts';
import { AppError } from '../core/errors.ts';
import { packageUrl } from '../platform/package.ts';
import { Channels } from '../protocol/channels.ts';
import type { DoorStreams } from '../protocol/contract.ts';
import { unlessAborted } from '../protocol/unless-aborted.ts';

/** The sandboxed frame through which requests leave, to one host: the server's while that is switched on, or one that has a model's files. */
export class Door {
  #frame: HTMLIFrameElement | null = null;
  #origin = '';
  #loaded: Promise<void> = Promise.resolve();
  #giveUp: (reason: AppError) => void = () => {};
  readonly #channels = new Channels<DoorStreams>((message, port) =>
    // A sandboxed frame has no origin to name; what may be loaded into it is held by `frame-src`.
    this.#frame?.contentWindow?.postMessage(message, '*', [port]),
  );

  /**
   * Makes the frame for this server and no other, or takes it away; what is under way through it then ends with `cloud-off`.
   * Without an address there is a frame that reaches nothing.
   */
  set({ isOn, baseUrl }: Pick<CloudSettings, 'isOn' | 'baseUrl'>): void {
    const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : '';
    if (!isOn || origin !== this.#origin) this.#close();
    if (isOn) this.#open(origin);
  }

  /** Throws `cloud-off` where there is no frame, before and while the stream runs. */
  async *ask<Verb extends keyof DoorStreams>(
    signal: AbortSignal,
    verb: Verb,
    args: DoorStreams[Verb]['args'],
  ): AsyncGenerator<DoorStreams[Verb]['result'], void, undefined> {
    const frame = this.#frame;
    if (!frame) throw closed();
    await unlessAborted(signal, this.#loaded);
    if (this.#frame !== frame) throw closed();
    try {
      yield* this.#channels.open(signal, verb, args);
    } catch (thrown) {
      throw this.#frame === frame || signal.aborted ? thrown : closed();
    }
  }

  /** Lets a worker ask for files of models, and nothing else, through this frame by itself. */
  async lend(signal: AbortSignal): Promise<MessagePort> {
    await unlessAborted(signal, this.#loaded);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data, ports }) => {
      if (data.verb === 'file') this.#frame?.contentWindow?.postMessage(data, '*', [...ports]);
    };
    return port2;
  }

  #open(origin: string): void {
    if (this.#frame) return;
    this.#origin = origin;
    const frame = document.createElement('iframe');
    // The manifest says so as well; either would do.
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = `${packageUrl('src/door/door.html')}#${origin}`;
    this.#loaded = new Promise((resolve, reject) => {
      frame.onload = () => resolve();
      this.#giveUp = reject;
    });
    // Maybe nobody waits for it.
    this.#loaded.catch(() => {});
    document.body.append(frame);
    this.#frame = frame;
  }

  #close(): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#giveUp(closed());
    this.#channels.hangUp();
  }
}

function closed(): AppError {
  return new AppError('cloud-off', 'The door is closed.');
}

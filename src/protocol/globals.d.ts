/**
 * What pages, workers and the service worker all have, and nothing more: this shelf runs in each of them,
 * so the whole DOM or worker library would let it use what one of them lacks.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare function setTimeout(run: () => void, ms: number): number;
declare function clearTimeout(timer: number | undefined): void;

interface MessagePort {
  postMessage(message: unknown, transfer?: ReadableStream<unknown>[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}

interface ReadableStream<Chunk = unknown> {
  cancel(reason?: Chunk | unknown): Promise<void>;
}

declare const ReadableStream: { new (): ReadableStream<unknown> };

declare const MessageChannel: {
  new (): { readonly port1: MessagePort; readonly port2: MessagePort };
};

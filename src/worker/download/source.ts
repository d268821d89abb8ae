import { fileRequest } from '../../core/download/file-request.ts';

/** What a source says to a question. A `Response` is one. */
export type Answer = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Of bytes: whoever reads brings the buffer. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
  /** Whether another address answers than was asked. */
  readonly redirected: boolean;
};

/** Where files come from: what an address has from a byte on. Throws when it cannot be reached. */
export type Source = (signal: AbortSignal, url: string, fromByte: number) => Promise<Answer>;

/** The hosts of the models, as the policy of the package allows them. */
export const network: Source = (signal, url, fromByte) =>
  fetch(url, { ...fileRequest(fromByte), signal });

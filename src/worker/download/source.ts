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
  fetch(url, {
    signal,
    // A browser asks no permission of the host for this header, as long as it says no more.
    headers: fromByte > 0 ? { range: `bytes=${fromByte}-` } : {},
    // It would keep everything a second time, and answer for a file that has changed.
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });

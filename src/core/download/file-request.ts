/** How a file of a model is asked for from a byte on: discreetly, and from its host alone. */
export function fileRequest(fromByte: number): FileRequest {
  return {
    // A browser asks no permission of the host for this header, as long as it says no more.
    headers: fromByte > 0 ? { range: `bytes=${fromByte}-` } : {},
    // It would keep everything a second time, and answer for a file that has changed.
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  };
}

type FileRequest = {
  readonly headers: Record<string, string>;
  readonly cache: 'no-store';
  readonly credentials: 'omit';
  readonly referrerPolicy: 'no-referrer';
};

import type { ErrorCode } from '../core/errors.ts';
import type { ByteCount } from '../core/receipt.ts';
import type { RequestRecord } from '../protocol/contract.ts';

/** One line of the log, from before its request leaves to its end. */
export type Line = {
  readonly count: (count: ByteCount) => void;
  readonly end: (error: ErrorCode | null) => Promise<void>;
};

/** Puts a line on disk, in place of the one with its id. */
export type Record = (line: RequestRecord) => Promise<void>;

const noLine: Line = { count: () => {}, end: async () => {} };

/**
 * Resolves when it is on disk: what cannot be logged is not sent. `sentBytes` is what is about to leave. Without a
 * purpose nothing is written.
 */
export async function openLine(
  record: Record,
  purpose: RequestRecord['purpose'] | null,
  { host, sentBytes }: { readonly host: string; readonly sentBytes: number },
): Promise<Line> {
  if (purpose === null) return noLine;
  const begun = { id: crypto.randomUUID(), at: Date.now(), host, purpose };
  const write = (counted: ByteCount, error: ErrorCode | null) =>
    record({ ...begun, ...counted, error });
  let counted: ByteCount = { sentBytes, receivedBytes: 0 };
  await write(counted, null);
  // From here on the door's word counts: nothing, if it never sent.
  counted = { sentBytes: 0, receivedBytes: 0 };
  return {
    count: ({ sentBytes, receivedBytes }) => {
      counted = { sentBytes, receivedBytes };
    },
    end: (error) => write(counted, error),
  };
}

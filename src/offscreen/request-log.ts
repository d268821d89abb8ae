import type { ErrorCode } from '../core/errors.ts';
import type { ByteCount } from '../core/receipt.ts';
import { logError } from '../platform/log.ts';
import type { RequestRecord } from '../protocol/contract.ts';

/** One line of the log, from before its request leaves to its end. */
export type Line = {
  readonly count: (count: ByteCount) => void;
  /** Counts once: whatever is said later is too late. Never rejects. */
  readonly end: (error: ErrorCode | null) => Promise<void>;
};

/** Puts a line on disk, in place of the one with its id. */
export type WriteLine = (line: RequestRecord) => Promise<void>;

const noLine: Line = { count: () => {}, end: async () => {} };

/**
 * Resolves when it is on disk: what cannot be logged is not sent. `sentBytes` is what is about to leave. Without a
 * purpose nothing is written.
 */
export async function openLine(
  record: WriteLine,
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
  let hasEnded = false;
  return {
    count: ({ sentBytes, receivedBytes }) => {
      counted = { sentBytes, receivedBytes };
    },
    end: async (error) => {
      if (hasEnded) return;
      hasEnded = true;
      try {
        await write(counted, error);
      } catch (thrown) {
        // The line is there, with what was about to leave: an answer is not lost over the rest of it.
        logError(thrown);
      }
    },
  };
}

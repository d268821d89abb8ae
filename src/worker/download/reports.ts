import type { TransferProgress } from '../../protocol/models-report.ts';
import type { Tally } from './tally.ts';

const pauseMs = 250;

/** What changes while `work` goes on, and how it ended: throws what it throws. Whoever leaves waits for its end. */
export async function* reports(
  tally: Tally,
  work: Promise<unknown>,
): AsyncGenerator<TransferProgress, void, undefined> {
  let isOver = false;
  const over = work.then(
    () => true,
    () => true,
  );
  void over.then(() => {
    isOver = true;
  });
  try {
    while (!isOver) {
      const change = tally.nextChange();
      yield tally.read();
      await Promise.race([over, pause()]);
      await Promise.race([over, change]);
    }
    await work;
    yield tally.read();
  } finally {
    await over;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}

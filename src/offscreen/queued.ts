import { mailbox } from '../core/mailbox.ts';
import type { RunEvent } from '../protocol/contract.ts';
import type { Queue } from './queue.ts';

/** Waits for its turn, telling where it stands, then passes on what `work` yields. */
export async function* queued(
  signal: AbortSignal,
  queue: Queue,
  work: () => AsyncIterable<RunEvent>,
): AsyncGenerator<RunEvent, void, undefined> {
  const places = mailbox<number>();
  const turn = queue.enter(signal, places.put).finally(places.close);
  try {
    for await (const ahead of places.items) yield { type: 'queued', ahead };
    await turn;
    yield* work();
  } finally {
    // Left while waiting: the turn may come later, and nobody would end it.
    turn.then(
      (leave) => leave(),
      () => {},
    );
  }
}

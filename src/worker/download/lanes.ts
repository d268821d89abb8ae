/** What of an item's work may go on beside the next item's, one at a time in each lane. */
type Rest = () => Promise<void>;

/** Works on all items, a few at once, in their order. The first that fails ends the others, and is thrown when they ended. */
export async function inLanes<Item>(
  signal: AbortSignal,
  lanes: number,
  items: readonly Item[],
  work: (signal: AbortSignal, item: Item) => Promise<Rest>,
): Promise<void> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const waiting = [...items];
  const orFail = <Value>(one: Promise<Value>) => one.catch((thrown) => failed.abort(thrown));
  const lane = async () => {
    let resting: Promise<void> = Promise.resolve();
    while (waiting.length > 0 && !both.aborted) {
      const rest = await orFail(work(both, waiting.shift() as Item));
      await resting;
      if (rest && !both.aborted) resting = orFail(rest());
    }
    await resting;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  both.throwIfAborted();
}

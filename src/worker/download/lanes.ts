/** Works on all items, a few at once, in their order. The first that fails ends the others, and is thrown when they ended. */
export async function inLanes<Item>(
  signal: AbortSignal,
  lanes: number,
  items: readonly Item[],
  work: (signal: AbortSignal, item: Item) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      both.throwIfAborted();
      await work(both, item);
    }
  };
  const ending = () => lane().catch((thrown) => failed.abort(thrown));
  await Promise.all(Array.from({ length: lanes }, ending));
  both.throwIfAborted();
}

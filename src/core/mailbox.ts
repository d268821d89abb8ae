/** What callbacks put in, as a stream for one reader. Ends when closed and empty. */
export type Mailbox<Item> = {
  readonly put: (item: Item) => void;
  readonly close: () => void;
  readonly items: AsyncIterable<Item>;
};

export function mailbox<Item>(): Mailbox<Item> {
  const waiting: Item[] = [];
  let closed = false;
  let wake = () => {};
  async function* read(): AsyncGenerator<Item, void, undefined> {
    while (true) {
      while (waiting.length > 0) yield waiting.shift() as Item;
      if (closed) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    put: (item) => {
      waiting.push(item);
      wake();
    },
    close: () => {
      closed = true;
      wake();
    },
    items: { [Symbol.asyncIterator]: read },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mailbox, mailbox } from '../../src/core/mailbox.ts';

async function readAll<Item>({ items }: Mailbox<Item>, into: Item[] = []): Promise<Item[]> {
  for await (const item of items) into.push(item);
  return into;
}

describe('a mailbox', () => {
  it('gives what was put in before anybody read', async () => {
    const box = mailbox<number>();
    box.put(1);
    box.put(2);
    box.close();
    expect(await readAll(box)).toEqual([1, 2]);
  });

  it('gives what is put in while its reader waits', async () => {
    const box = mailbox<number>();
    const got: number[] = [];
    const reading = readAll(box, got);
    await Promise.resolve();
    box.put(1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(got).toEqual([1]);
    box.put(2);
    box.close();
    expect(await reading).toEqual([1, 2]);
  });

  it('ends when it is closed while its reader waits', async () => {
    const box = mailbox<number>();
    const reading = readAll(box);
    await new Promise((resolve) => setTimeout(resolve));
    box.close();
    expect(await reading).toEqual([]);
  });

  it('brings items that are themselves undefined', async () => {
    const box = mailbox<undefined>();
    box.put(undefined);
    box.close();
    expect(await readAll(box)).toEqual([undefined]);
  });

  it('keeps what a reader left for the next one', async () => {
    const box = mailbox<number>();
    for (const item of [1, 2, 3]) box.put(item);
    box.close();
    for await (const _ of box.items) break;
    expect(await readAll(box)).toEqual([2, 3]);
  });

  it('gives everything in order, whenever it is put and read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.integer()), async (scheduler, items) => {
        const box = mailbox<number>();
        const got: number[] = [];
        const writing = (async () => {
          for (const item of items) {
            await scheduler.schedule(Promise.resolve(), 'put');
            box.put(item);
          }
          await scheduler.schedule(Promise.resolve(), 'close');
          box.close();
        })();
        const reading = (async () => {
          for await (const item of box.items) {
            got.push(item);
            await scheduler.schedule(Promise.resolve(), 'read');
          }
        })();
        await scheduler.waitFor(Promise.all([writing, reading]));
        expect(got).toEqual(items);
      }),
    );
  });
});

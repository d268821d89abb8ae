import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Queue } from '../../src/offscreen/queue.ts';
import { nextTurn } from '../protocol/fake-ports.ts';

const never = new AbortController().signal;

/** Enters under a name and notes its turn and every place that it is told. */
function enter(queue: Queue, name: string, log: string[], signal = never) {
  const turn = queue.enter(signal, (ahead) => log.push(`${name} after ${ahead}`));
  const entered = turn.then((leave) => {
    log.push(`${name} runs`);
    return leave;
  });
  entered.catch(() => log.push(`${name} left`));
  return entered;
}

describe('a queue with two places', () => {
  it('lets two in at once, and tells the others how many stand before them', async () => {
    const log: string[] = [];
    const queue = new Queue(2);
    for (const name of ['a', 'b', 'c', 'd']) void enter(queue, name, log);
    await nextTurn();
    expect(log).toEqual(['c after 1', 'd after 2', 'a runs', 'b runs']);
  });

  it('lets the next one in whichever of the two leaves', async () => {
    const log: string[] = [];
    const queue = new Queue(2);
    const [, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => enter(queue, name, log));
    (await b)?.();
    (await c)?.();
    await d;
    expect(log.filter((line) => line.endsWith('runs'))).toEqual([
      ...['a runs', 'b runs', 'c runs', 'd runs'],
    ]);
  });

  it('has both places again when all have left', async () => {
    const queue = new Queue(2);
    for (let round = 0; round < 3; round++) {
      const leaves = await Promise.all([1, 2].map(() => queue.enter(never, () => {})));
      for (const leave of leaves) leave();
    }
    const log: string[] = [];
    for (const name of ['a', 'b', 'c']) void enter(queue, name, log);
    await nextTurn();
    expect(log).toEqual(['c after 1', 'a runs', 'b runs']);
  });
});

it('a queue never runs more than its places, nor fewer while somebody waits', async () => {
  const job = fc.record({ aborts: fc.boolean(), steps: fc.nat(3) });
  const places = fc.integer({ min: 1, max: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      places,
      fc.array(job, { maxLength: 8 }),
      async (scheduler, places, jobs) => {
        const queue = new Queue(places);
        const wait = () => scheduler.schedule(Promise.resolve());
        let running = 0;
        let most = 0;
        let ran = 0;
        const work = jobs.map(async ({ aborts, steps }) => {
          const controller = new AbortController();
          if (aborts) void wait().then(() => controller.abort());
          try {
            const leave = await queue.enter(controller.signal, () => {});
            most = Math.max(most, ++running);
            for (let step = 0; step <= steps; step++) await wait();
            running--;
            ran++;
            leave();
          } catch (thrown) {
            if (!controller.signal.aborted) throw thrown;
          }
        });
        await scheduler.waitFor(Promise.all(work));
        expect(running).toBe(0);
        expect(ran).toBeGreaterThanOrEqual(jobs.filter(({ aborts }) => !aborts).length);
        expect(most).toBe(Math.min(places, jobs.length));
      },
    ),
  );
});

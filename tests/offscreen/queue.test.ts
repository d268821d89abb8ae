import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Queue } from '../../src/offscreen/queue.ts';
import { nextTurn } from '../protocol/fake-ports.ts';

const never = new AbortController().signal;
const unheard = () => {};

/** Enters under a name and notes its turn and every place that it is told. */
function enter(queue: Queue, name: string, log: string[]) {
  const controller = new AbortController();
  const turn = queue.enter(controller.signal, (ahead) => log.push(`${name} after ${ahead}`));
  const entered = turn.then((leave) => {
    log.push(`${name} runs`);
    return leave;
  });
  entered.catch(() => log.push(`${name} left`));
  return { entered, controller };
}

describe('the queue', () => {
  it('lets the first one in at once, and tells it no place', async () => {
    const log: string[] = [];
    await enter(new Queue(), 'a', log).entered;
    expect(log).toEqual(['a runs']);
  });

  it('runs one at a time, in the order in which they came, and tells each its place', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => enter(queue, name, log));
    (await a?.entered)?.();
    (await b?.entered)?.();
    (await c?.entered)?.();
    expect(log).toEqual([
      ...['b after 1', 'c after 2', 'a runs'],
      ...['c after 1', 'b runs', 'c runs'],
    ]);
  });

  it('lets the next one in after all have left', async () => {
    const queue = new Queue();
    (await queue.enter(never, unheard))();
    (await queue.enter(never, unheard))();
    const log: string[] = [];
    await enter(queue, 'a', log).entered;
    expect(log).toEqual(['a runs']);
  });

  it('does not let a newcomer slip in between two turns', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const a = enter(queue, 'a', log);
    const b = enter(queue, 'b', log);
    const leave = await a.entered;
    leave();
    enter(queue, 'c', log);
    await b.entered;
    expect(log).toEqual(['b after 1', 'a runs', 'c after 1', 'b runs']);
  });

  it('ends a turn once, however often its end is said', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const a = enter(queue, 'a', log);
    const b = enter(queue, 'b', log);
    enter(queue, 'c', log);
    const leave = await a.entered;
    leave();
    await b.entered;
    leave();
    await nextTurn();
    expect(log).not.toContain('c runs');
  });

  it('forgets who aborts while waiting, and tells those behind it alone', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const a = enter(queue, 'a', log);
    const [b, c, d] = ['b', 'c', 'd'].map((name) => enter(queue, name, log));
    log.length = 0;
    c?.controller.abort(new Error('Stop was pressed'));
    await expect(c?.entered).rejects.toThrow('Stop was pressed');
    expect(log.filter((line) => line.includes('after'))).toEqual(['d after 2']);
    (await a.entered)();
    (await b?.entered)?.();
    await d?.entered;
    expect(log).not.toContain('c runs');
  });

  it('does not let in who is aborted already, and stays free', async () => {
    const queue = new Queue();
    await expect(queue.enter(AbortSignal.abort(new Error('no')), unheard)).rejects.toThrow('no');
    const log: string[] = [];
    await enter(queue, 'a', log).entered;
    expect(log).toEqual(['a runs']);
  });

  it('keeps the turn of who aborts after it began: it ends when it is said to', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const a = enter(queue, 'a', log);
    const b = enter(queue, 'b', log);
    const leave = await a.entered;
    a.controller.abort();
    await nextTurn();
    expect(log).not.toContain('b runs');
    leave();
    await b.entered;
  });

  it('leaves no listener on the signal of one that had its turn', async () => {
    const queue = new Queue();
    const log: string[] = [];
    const a = enter(queue, 'a', log);
    const b = enter(queue, 'b', log);
    (await a.entered)();
    (await b.entered)();
    expect(getEventListeners(b.controller.signal, 'abort')).toEqual([]);
  });

  it('never runs two at once nor forgets one, whoever comes, leaves or aborts and when', async () => {
    const job = fc.record({ aborts: fc.boolean(), steps: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(job, { maxLength: 6 }), async (scheduler, jobs) => {
        const queue = new Queue();
        const wait = () => scheduler.schedule(Promise.resolve());
        const order: number[] = [];
        let running = 0;
        const finished = await scheduler.waitFor(
          Promise.all(
            jobs.map(async ({ aborts, steps }, index) => {
              const controller = new AbortController();
              if (aborts) void wait().then(() => controller.abort());
              const places: number[] = [];
              try {
                const leave = await queue.enter(controller.signal, (ahead) => places.push(ahead));
                order.push(index);
                expect(++running).toBe(1);
                for (let step = 0; step < steps; step++) await wait();
                running--;
                leave();
                return 'ran';
              } catch (thrown) {
                if (!controller.signal.aborted) throw thrown;
                return 'aborted';
              } finally {
                const falling = [...new Set(places)].sort((a, b) => b - a);
                expect(places).toEqual(falling);
              }
            }),
          ),
        );
        for (const [index, end] of finished.entries())
          if (!jobs[index]?.aborts) expect(end).toBe('ran');
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

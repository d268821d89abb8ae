import { expect, it } from 'vitest';
import { SharedLoad } from '../../src/offscreen/shared-load.ts';
import type { LoadProgress } from '../../src/protocol/contract.ts';
import { nextTurn } from '../protocol/fake-ports.ts';
import { untilAborted } from './scripted-engine.ts';

const never = new AbortController().signal;
const half: LoadProgress = { phase: 'load', progress: 0.5 };
const whole: LoadProgress = { phase: 'compile', progress: 1 };

/** A load that a test leads. */
function led() {
  const lead = { tell: (_: LoadProgress) => {}, end: () => {}, fail: (_: Error) => {} };
  const seen: { signal: AbortSignal } = { signal: never };
  const load = new SharedLoad((signal, tell) => {
    seen.signal = signal;
    lead.tell = tell;
    const ended = new Promise<void>((resolve, reject) => {
      lead.end = resolve;
      lead.fail = reject;
    });
    return Promise.race([ended, untilAborted(signal)]);
  });
  return { load, lead, seen };
}

function waiter(load: SharedLoad) {
  const controller = new AbortController();
  const told: LoadProgress[] = [];
  const end = load
    .join(controller.signal, (report) => told.push(report))
    .then(
      () => 'loaded',
      (reason: unknown) => reason,
    );
  return { told, end, leave: () => controller.abort(new Error('Stop was pressed')) };
}

it('tells each who waits how it goes, and a latecomer how far it is', async () => {
  const { load, lead } = led();
  const first = waiter(load);
  lead.tell(half);
  const second = waiter(load);
  lead.tell(whole);
  lead.end();
  expect(await Promise.all([first.end, second.end])).toEqual(['loaded', 'loaded']);
  expect([first.told, second.told]).toEqual([
    [half, whole],
    [half, whole],
  ]);
  expect(load.isOver).toBe(true);
});

it('goes on for those who stay when one leaves', async () => {
  const { load, lead, seen } = led();
  const leaving = waiter(load);
  const staying = waiter(load);
  leaving.leave();
  expect(await leaving.end).toEqual(new Error('Stop was pressed'));
  expect(seen.signal.aborted).toBe(false);
  lead.tell(half);
  lead.end();
  expect(await staying.end).toBe('loaded');
  expect([leaving.told, staying.told]).toEqual([[], [half]]);
});

it('is aborted when the last one leaves, and over at once', async () => {
  const { load, seen } = led();
  const [one, other] = [waiter(load), waiter(load)];
  one.leave();
  await one.end;
  expect(load.isOver).toBe(false);
  other.leave();
  await other.end;
  expect(seen.signal.aborted).toBe(true);
  expect(load.isOver).toBe(true);
});

it('throws its failure to all who wait', async () => {
  const { load, lead } = led();
  const all = [waiter(load), waiter(load)];
  lead.fail(new Error('no memory'));
  for (const { end } of all) expect(await end).toEqual(new Error('no memory'));
  expect(load.isOver).toBe(true);
});

it('can be given up under those who wait, who hear the reason', async () => {
  const { load } = led();
  const { end } = waiter(load);
  load.abort(new Error('deleted'));
  expect(await end).toEqual(new Error('deleted'));
});

it('is not aborted any more once it is loaded', async () => {
  const { load, lead, seen } = led();
  const { end, leave } = waiter(load);
  lead.end();
  await end;
  leave();
  await nextTurn();
  expect(seen.signal.aborted).toBe(false);
});

it('is not joined by one who has left already, and is then nobody’s', async () => {
  const { load, seen } = led();
  await expect(load.join(AbortSignal.abort(new Error('gone')), () => {})).rejects.toThrow('gone');
  expect(seen.signal.aborted).toBe(true);
});

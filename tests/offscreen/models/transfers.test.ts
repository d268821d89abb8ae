import { describe, expect, it } from 'vitest';
import { type Job, type Outcome, Transfers } from '../../../src/offscreen/models/transfers.ts';
import type { TransferProgress } from '../../../src/protocol/models-report.ts';

type Work = {
  readonly signal: AbortSignal;
  readonly report: (progress: TransferProgress) => void;
  readonly end: (thrown?: Error) => void;
};

/** Transfers whose work goes on as the test says. */
function scripted() {
  const works = new Map<string, Work>();
  const begun: string[] = [];
  const ended: [string, Outcome][] = [];
  const transfers = new Transfers<Job>({
    work: (signal, { id }, report) =>
      new Promise((resolve, reject) => {
        begun.push(id);
        signal.addEventListener('abort', () => reject(signal.reason));
        works.set(id, {
          signal,
          report,
          end: (thrown) => (thrown ? reject(thrown) : resolve()),
        });
      }),
    ended: async ({ id }, outcome) => void ended.push([id, outcome]),
    changed: () => {},
  });
  const work = (id: string) => {
    const one = works.get(id);
    if (!one) throw new Error(`${id} was never begun.`);
    return one;
  };
  return { transfers, work, begun, ended };
}

const download = (id: string): Job => ({ id, kind: 'download' });
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('transfers', () => {
  it('run one at a time, in the order they were asked for', async () => {
    const { transfers, work, begun } = scripted();
    for (const id of ['a', 'b', 'c']) transfers.start(download(id));
    expect(begun).toEqual(['a']);
    expect(['a', 'b', 'c'].map((id) => transfers.of(id)?.state)).toEqual([
      'transferring',
      'queued',
      'queued',
    ]);
    work('a').end();
    await settled();
    expect(begun).toEqual(['a', 'b']);
    expect(transfers.of('a')).toBeNull();
  });

  it('are begun once however often they are asked for', async () => {
    const { transfers, work, begun } = scripted();
    transfers.start(download('a'));
    transfers.start(download('a'));
    work('a').end();
    await settled();
    expect(begun).toEqual(['a']);
  });

  it('tell how far they are', () => {
    const { transfers, work } = scripted();
    transfers.start(download('a'));
    work('a').report({ bytes: 30, totalBytes: 90, waiting: null });
    expect(transfers.of('a')?.transfer).toMatchObject({
      bytes: 30,
      totalBytes: 90,
      kind: 'download',
    });
  });

  it('that fail are told with what was thrown, and the next one goes on', async () => {
    const { transfers, work, begun, ended } = scripted();
    transfers.start(download('a'));
    transfers.start(download('b'));
    const thrown = new Error('cut');
    work('a').end(thrown);
    await settled();
    expect(ended).toEqual([['a', { thrown }]]);
    expect(begun).toEqual(['a', 'b']);
  });

  it('that are paused keep how far they are, let the next one go, and go on when asked', async () => {
    const { transfers, work, begun, ended } = scripted();
    transfers.start(download('a'));
    transfers.start(download('b'));
    work('a').report({ bytes: 30, totalBytes: 90, waiting: null });
    await transfers.pause('a');
    expect(transfers.of('a')).toMatchObject({ state: 'paused', transfer: { bytes: 30 } });
    await settled();
    expect(begun).toEqual(['a', 'b']);
    expect(ended).toEqual([]);
    transfers.start(download('a'));
    expect(transfers.of('a')?.state).toBe('queued');
    work('b').end();
    await settled();
    expect(begun).toEqual(['a', 'b', 'a']);
    expect(work('a').signal.aborted).toBe(false);
  });

  it('that are started again before they have let go run once more, with a signal of their own', async () => {
    const { transfers, work, begun } = scripted();
    transfers.start(download('a'));
    const pausing = transfers.pause('a');
    transfers.start(download('a'));
    await pausing;
    await settled();
    expect(begun).toEqual(['a', 'a']);
    expect(work('a').signal.aborted).toBe(false);
    expect(transfers.of('a')?.state).toBe('transferring');
  });

  it('that are canceled are gone, and never end', async () => {
    const { transfers, work, begun, ended } = scripted();
    transfers.start(download('a'));
    transfers.start(download('b'));
    transfers.start(download('c'));
    await transfers.cancel('b');
    await transfers.cancel('a');
    await settled();
    expect(begun).toEqual(['a', 'c']);
    expect(work('a').signal.aborted).toBe(true);
    expect(ended).toEqual([]);
    expect(transfers.jobs.map(({ job }) => job.id)).toEqual(['c']);
  });

  it('that are paused give way to another kind, as a download does to files out of a folder', async () => {
    const { transfers, work, begun, ended } = scripted();
    transfers.start(download('a'));
    await transfers.pause('a');
    transfers.start({ id: 'a', kind: 'import' });
    await settled();
    expect(transfers.of('a')).toMatchObject({
      state: 'transferring',
      transfer: { kind: 'import' },
    });
    work('a').end();
    await settled();
    expect(begun).toEqual(['a', 'a']);
    expect(ended).toEqual([['a', { thrown: null }]]);
    expect(transfers.jobs).toEqual([]);
  });

  it('that an earlier session left paused wait to be asked', async () => {
    const { transfers, begun } = scripted();
    transfers.startPaused(download('a'));
    await settled();
    expect(begun).toEqual([]);
    transfers.start(download('a'));
    expect(begun).toEqual(['a']);
  });

  it('whose end cannot be written down let the next one go all the same', async () => {
    const begun: string[] = [];
    const transfers = new Transfers<Job>({
      work: async (_signal, { id }) => void begun.push(id),
      ended: () => Promise.reject(new Error('The disk is full.')),
      changed: () => {},
    });
    for (const id of ['a', 'b']) transfers.start(download(id));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    expect(transfers.of('b')).toBeNull();
  });
});

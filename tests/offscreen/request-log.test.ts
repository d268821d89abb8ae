import { describe, expect, it } from 'vitest';
import { openLine } from '../../src/offscreen/request-log.ts';
import type { RequestRecord } from '../../src/protocol/contract.ts';

const leaving = { host: 'ai.example.com', sentBytes: 100 };

/** A disk that keeps every version of every line. */
function disk() {
  const written: RequestRecord[] = [];
  return { written, record: async (line: RequestRecord) => void written.push(line) };
}

describe('a line', () => {
  it('is on disk when it is open, with what is about to leave', async () => {
    let finish = () => {};
    const onDisk = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let isOpen = false;
    const opened = openLine(() => onDisk, 'summarize', leaving).then(() => {
      isOpen = true;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(isOpen).toBe(false);
    finish();
    await opened;
  });

  it('is replaced at its end, with what was counted last and what went wrong', async () => {
    const { written, record } = disk();
    const line = await openLine(record, 'rewrite', leaving);
    line.count({ sentBytes: 100, receivedBytes: 10 });
    line.count({ sentBytes: 100, receivedBytes: 40 });
    await line.end('cloud-cut');
    const [first, last] = written;
    expect(written).toHaveLength(2);
    expect(first).toMatchObject({ ...leaving, receivedBytes: 0, purpose: 'rewrite', error: null });
    expect(last).toEqual({ ...first, receivedBytes: 40, error: 'cloud-cut' });
  });

  it('says in the end that nothing left, where nothing was counted', async () => {
    const { written, record } = disk();
    const line = await openLine(record, 'test', leaving);
    await line.end(null);
    expect(written.at(-1)).toMatchObject({ sentBytes: 0, receivedBytes: 0, error: null });
  });

  it('holds nothing but what a line holds, whatever is counted', async () => {
    const { written, record } = disk();
    const line = await openLine(record, 'summarize', leaving);
    const event = { type: 'text', text: 'canary', sentBytes: 100, receivedBytes: 40 };
    line.count(event);
    await line.end(null);
    const names = ['at', 'error', 'host', 'id', 'purpose', 'receivedBytes', 'sentBytes'];
    for (const one of written) expect(Object.keys(one).sort()).toEqual(names);
  });

  it('is told from every other', async () => {
    const { written, record } = disk();
    await Promise.all([1, 2, 3].map(() => openLine(record, 'summarize', leaving)));
    expect(new Set(written.map(({ id }) => id)).size).toBe(3);
  });

  it('that cannot be written is not open', async () => {
    const full = new Error('The disk is full.');
    const record = async () => {
      throw full;
    };
    await expect(openLine(record, 'summarize', leaving)).rejects.toBe(full);
  });

  it('without a purpose is none', async () => {
    const { written, record } = disk();
    const line = await openLine(record, null, leaving);
    line.count({ sentBytes: 100, receivedBytes: 40 });
    await line.end('cloud-cut');
    expect(written).toEqual([]);
  });
});

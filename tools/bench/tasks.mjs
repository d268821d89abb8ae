/**
 * What the browser itself notes of the tasks of its threads.
 *
 * @typedef {import('../browser/cdp-pipe.mjs').CdpSession} CdpSession
 *
 * @typedef {object} TraceEvent the part that we read; times in microseconds
 * @property {string} name
 * @property {string} ph `X` for what has a duration
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [dur] by the clock
 * @property {number} [tdur] on a processor: what other programs take is not in it
 */

const categories = ['toplevel', 'blink.user_timing'];

/**
 * @template T
 * @param {CdpSession} cdp the browser's own session
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, events: TraceEvent[] }>}
 */
export async function traced(cdp, work) {
  /** @type {TraceEvent[]} */
  const events = [];
  const offData = cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => {
    const off = cdp.on('Tracing.tracingComplete', () => resolve(off()));
  });
  await cdp.send('Tracing.start', { traceConfig: { includedCategories: categories } });
  const result = await work();
  await cdp.send('Tracing.end');
  await complete;
  offData();
  return { result, events };
}

/**
 * The longest task, in milliseconds on a processor, of the thread that set two marks, between them.
 * @param {readonly TraceEvent[]} events
 * @param {{ begin: string, end: string }} marks
 * @returns {number}
 */
export function longestTask(events, marks) {
  const begin = events.find(({ name }) => name === marks.begin);
  const end = events.find(({ name }) => name === marks.end);
  if (!begin || !end) throw new Error('The trace lacks its marks');
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      ph === 'X' &&
      name.endsWith('RunTask') &&
      pid === begin.pid &&
      tid === begin.tid &&
      ts >= begin.ts &&
      ts < end.ts,
  );
  if (tasks.length === 0) throw new Error('The trace has no tasks');
  return Math.max(...tasks.map(({ tdur, dur = 0 }) => tdur ?? dur)) / 1000;
}

/**
 * How often each thing is measured.
 * @typedef {{ gesture: number, first: number, pairs: number, busy: number, extraction: number, changes: number,
 *   wake: number, streams: number, predictions: number, downloads: number, cpu: number, rules: number }} Runs
 */

/** @type {Runs} */
export const usualRuns = {
  gesture: 15,
  first: 5,
  pairs: 6,
  busy: 3,
  extraction: 15,
  changes: 15,
  wake: 12,
  streams: 3,
  predictions: 5,
  downloads: 4,
  cpu: 3,
  rules: 3,
};

/** @type {Runs} */
export const quickRuns = {
  gesture: 5,
  first: 2,
  pairs: 2,
  busy: 1,
  extraction: 5,
  changes: 5,
  wake: 4,
  streams: 1,
  predictions: 2,
  downloads: 1,
  cpu: 1,
  rules: 1,
};

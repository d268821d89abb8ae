import { expect, it } from 'vitest';
import { parseOptions } from '../../../tools/bench/options.mjs';

it('measures in full unless asked to be quick', () => {
  expect(parseOptions([])).toEqual({ quick: false, chromium: undefined, help: false });
  expect(parseOptions(['--quick', '--chromium', 'c'])).toMatchObject({
    quick: true,
    chromium: 'c',
  });
});

it('names what it does not know', () => {
  expect(() => parseOptions(['--fast'])).toThrow("Unknown option '--fast'. See npm run bench");
});

import { expect, it } from 'vitest';
import { withEdgesOf } from '../../../src/core/text/edges.ts';

it.each([
  ['word ', 'Wort', 'Wort '],
  ['\n\tword', 'Wort\n', '\n\tWort'],
  ['word', ' Wort ', 'Wort'],
  [' \n', 'Wort ', 'Wort '],
  ['\u00a0a b\u3000', 'c', '\u00a0c\u3000'],
])('what stands around %j stands around %j: %j', (source, text, expected) => {
  expect(withEdgesOf(source, text)).toBe(expected);
});

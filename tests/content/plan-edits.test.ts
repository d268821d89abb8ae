import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, joinEdits, mapOffset } from '../../src/content/target/edits.ts';
import { type Feeds, planEdits } from '../../src/content/target/plan-edits.ts';

/** Each edit as `before→after`. */
function edits(standing: string, wanted: string, feeds: Feeds = 'seen'): string[] {
  return planEdits(standing, wanted, feeds).map(
    ({ start, end, text }) => `${standing.slice(start, end)}→${text}`,
  );
}

test('edits only the words that differ, each by itself', () => {
  expect(edits('The old mill is closed today.', 'The new mill was closed today.')).toEqual([
    'old→new',
    'is→was',
  ]);
});

test('pairs the words of a stretch that changed, so that each can keep its own format', () => {
  expect(edits('to move the archive.', 'to move our archives.')).toEqual([
    'the→our',
    'archive→archives',
  ]);
});

test('leaves it to the page how far lines stand apart', () => {
  expect(edits('One line.\nAnother line.', 'One line.\n\nAnother line.')).toEqual([]);
});

test('puts a new line after a whole one, whose end it does not touch', () => {
  expect(edits('We move the archive.', 'We move the archives.\nNobody objected.')).toEqual([
    'archive→archives',
    '→\nNobody objected.',
  ]);
});

test('takes the space along that a new line would begin with', () => {
  expect(edits('We met and decided.', 'We met.\nThey decided.')).toEqual([' and →.\nThey ']);
});

test('makes one line of two without touching the words on both sides', () => {
  expect(edits('One line.\n\nAnother.', 'One line. Another.')).toEqual(['\n\n→ ']);
});

test('adds and takes away a line feed where they are counted', () => {
  expect(edits('One.\nTwo.', 'One.\n\nTwo.', 'counted')).toEqual(['→\n']);
  expect(edits('One.\n\nTwo.', 'One.\nTwo.', 'counted')).toEqual(['\n→']);
});

test('pairs the words of a long text of which every word, or every second one, is changed', () => {
  const words = (word: (i: number) => string) => Array.from({ length: 20_000 }, (_, i) => word(i));
  const changed = (i: number) => `${i}mill→${i}mills`;
  const all = [words((i) => `${i}mill`), words((i) => `${i}mills`)].map((text) => text.join(' '));
  expect(edits(all[0] ?? '', all[1] ?? '')).toEqual(words(changed));
  const half = [
    words((i) => (i % 2 ? 'same' : `${i}mill`)),
    words((i) => (i % 2 ? 'same' : `${i}mills`)),
  ];
  const [standing = '', wanted = ''] = half.map((text) => text.join(' '));
  expect(edits(standing, wanted)).toEqual(words(changed).filter((_, i) => i % 2 === 0));
});

const text = fc
  .array(
    fc.constantFrom(
      'the',
      'mill',
      'mills',
      'is',
      'Mühle',
      '👩‍👩‍👧',
      '東京',
      ',',
      '.',
      ' ',
      ' ',
      '\n',
      '\n\n',
    ),
    {
      maxLength: 24,
    },
  )
  .map((words) => words.join(''));

test('makes of any text any other, but for how far lines stand apart', () => {
  const folded = (any: string) => any.replace(/\n+/g, '\n');
  fc.assert(
    fc.property(text, text, (standing, wanted) => {
      const made = applyEdits(standing, planEdits(standing, wanted, 'seen'));
      expect(folded(made)).toBe(folded(wanted));
    }),
    { numRuns: 500 },
  );
});

test('makes of any text any other exactly, where line feeds are counted', () => {
  fc.assert(
    fc.property(text, text, (standing, wanted) => {
      expect(applyEdits(standing, planEdits(standing, wanted, 'counted'))).toBe(wanted);
    }),
    { numRuns: 500 },
  );
});

test('gives edits in order that do not overlap', () => {
  fc.assert(
    fc.property(text, text, (standing, wanted) => {
      let last = 0;
      for (const { start, end } of planEdits(standing, wanted, 'seen')) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThanOrEqual(start);
        last = end;
      }
    }),
  );
});

test('joined edits make the same text', () => {
  fc.assert(
    fc.property(text, text, (standing, wanted) => {
      const apart = planEdits(standing, wanted, 'seen');
      const joined = joinEdits(standing, apart, (left, right) => right.start - left.end < 5);
      expect(applyEdits(standing, joined)).toBe(applyEdits(standing, apart));
    }),
  );
});

test('a caret stays between the same letters, and goes to the end of what was replaced under it', () => {
  const standing = 'The old mill is closed.';
  const changes = planEdits(standing, 'The ancient mill was closed.', 'seen');
  const after = applyEdits(standing, changes);
  const caretAfter = (offset: number) => after.slice(0, mapOffset(offset, changes));
  expect(caretAfter('The '.length)).toBe('The ');
  expect(caretAfter('The ol'.length)).toBe('The ancient');
  expect(caretAfter('The old mi'.length)).toBe('The ancient mi');
  expect(caretAfter(standing.length)).toBe(after);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, type Change, changesBetween, piecesOf } from '../../src/core/changes.ts';
import { anyTwoTexts } from './any-change.ts';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const numRuns = Number(process.env.RUNS ?? 300);

function edgesOf(text: string): Set<number> {
  return new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));
}

/** Where the changes begin and end in the text that has the chosen ones, which is put together here by hand. */
function mixed(before: string, changes: readonly Change[], isAccepted: (index: number) => boolean) {
  let text = '';
  let at = 0;
  const edges: number[] = [];
  changes.forEach((change, index) => {
    text += before.slice(at, change.start);
    edges.push(text.length);
    text += isAccepted(index) ? change.after : before.slice(change.start, change.end);
    edges.push(text.length);
    at = change.end;
  });
  return { text: text + before.slice(at), edges };
}

const isBlank = (text: string) => text.trim() === '';

/** Holds for any two texts, their changes, and any choice among those. */
function always(
  check: (before: string, after: string, changes: readonly Change[], chosen: number) => void,
) {
  fc.assert(
    fc.property(anyTwoTexts(), fc.nat(0xffff), ([before, after], chosen) =>
      check(before, after, changesBetween(before, after), chosen),
    ),
    { numRuns },
  );
}

const within = (chosen: number) => (index: number) => ((chosen >> (index % 16)) & 1) === 1;

describe('the changes between any two texts', () => {
  it('make the new text when all are accepted, and the old one when none is', () => {
    always((before, after, changes) => {
      expect(applyChanges(before, changes, () => true)).toBe(after);
      expect(applyChanges(before, changes, () => false)).toBe(before);
    });
  });

  it('make of any choice the new words where they are accepted, and the old ones elsewhere', () => {
    always((before, _, changes, chosen) => {
      const isAccepted = within(chosen);
      const { text } = mixed(before, changes, isAccepted);
      expect(applyChanges(before, changes, isAccepted)).toBe(text);
    });
  });

  it('come in order, each with a difference, and with kept text between any two', () => {
    always((before, _, changes) => {
      let end = -1;
      for (const change of changes) {
        expect(change.start).toBeGreaterThan(end);
        expect(change.end).toBeGreaterThanOrEqual(change.start);
        expect(before.slice(change.start, change.end)).toBe(change.before);
        expect(change.after).not.toBe(change.before);
        end = change.end;
      }
    });
  });

  it('split no grapheme of the old text, the new one, or any between', () => {
    always((before, _, changes, chosen) => {
      for (const isAccepted of [() => false, () => true, within(chosen)]) {
        const { text, edges } = mixed(before, changes, isAccepted);
        const allowed = edgesOf(text);
        expect(edges.filter((edge) => !allowed.has(edge))).toEqual([]);
      }
    });
  });

  it('are never of white space alone, unless neither text has anything else', () => {
    always((before, after, changes) => {
      if (isBlank(before) && isBlank(after)) return;
      expect(changes.filter((one) => isBlank(one.before) && isBlank(one.after))).toEqual([]);
    });
  });

  it('are the pieces of the old text, with what lies between them', () => {
    always((before, _, changes) => {
      const pieces = piecesOf(before, changes);
      const texts = pieces.map((piece) =>
        piece.type === 'same' ? piece.text : piece.change.before,
      );
      expect(texts.join('')).toBe(before);
      const shown = pieces.flatMap((piece) => (piece.type === 'change' ? [piece] : []));
      expect(shown.map(({ index }) => index)).toEqual(changes.map((_, index) => index));
      expect(shown.map(({ change }) => change)).toEqual(changes);
      expect(pieces.some((piece) => piece.type === 'same' && piece.text === '')).toBe(false);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact/redact.ts';
import { Restorer, restore } from '../../../src/core/redact/restore.ts';
import { anyUnits } from '../text/any-text.ts';
import {
  anyCard,
  anyCardNumber,
  anyIban,
  anyPersonalText,
  names,
  samples,
} from './any-personal.ts';
import { scanCards, scanIbans } from './scanners.ts';

const anyText = fc.oneof(anyPersonalText(), anyUnits(), fc.string({ unit: 'grapheme' }));
const often = { numRuns: 400 };

/** Cuts anywhere, also in the middle of a character. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b);
  return [...places, text.length].map((to, i) => text.slice(places[i - 1] ?? 0, to));
}

const rewritings: readonly ((placeholder: string) => string)[] = [
  (placeholder) => placeholder.toLowerCase(),
  (placeholder) => placeholder.replace('_', ' '),
  (placeholder) => placeholder.replace('_', '\\_'),
  (placeholder) => placeholder.replace('[', '\\[').replace('_', '\\_').replace(']', '\\]'),
  (placeholder) => placeholder.replace('[', '［').replace(']', '］'),
  (placeholder) => placeholder.replace('_', '-').replace('[', '【').replace(']', '】'),
];

describe('a redacted text', () => {
  it('becomes the source again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: redacted, masked } = redact(text, names);
        expect(restore(redacted, masked)).toBe(text);
      }),
      often,
    );
  });

  it('becomes the source again in pieces of any size', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 40 }), (text, cuts) => {
        const { text: redacted, masked } = redact(text, names);
        const restorer = new Restorer(masked);
        const restored = pieces(redacted, cuts).map((piece) => restorer.push(piece));
        expect(restored.join('') + restorer.finish()).toBe(text);
      }),
      often,
    );
  });

  it('becomes the source again when a model writes the placeholders in another way', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 10 });
    fc.assert(
      fc.property(anyText, fc.constantFrom(...rewritings), cuts, (text, rewrite, cuts) => {
        const { text: redacted, masked } = redact(text, names);
        const rewritten = masked.reduce(
          (text, { placeholder }) => text.replaceAll(placeholder, () => rewrite(placeholder)),
          redacted,
        );
        const restorer = new Restorer(masked);
        const restored = pieces(rewritten, cuts).map((piece) => restorer.push(piece));
        expect(restored.join('') + restorer.finish()).toBe(text);
      }),
      often,
    );
  });

  it('holds no card and no account number', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const redacted = redact(text, names).text;
        expect(scanCards(redacted)).toEqual([]);
        expect(scanIbans(redacted)).toEqual([]);
      }),
      often,
    );
  });

  it('has nothing to mask in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = redact(text, names).text;
        expect(redact(once, names)).toEqual({ text: once, masked: [] });
      }),
      often,
    );
  });

  it('has one placeholder for one original, and none twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { masked } = redact(text, names);
        expect(new Set(masked.map(({ original }) => original)).size).toBe(masked.length);
        expect(new Set(masked.map(({ placeholder }) => placeholder)).size).toBe(masked.length);
      }),
      often,
    );
  });

  it('has lost whatever stood between spaces', () => {
    const anySample = fc.oneof(fc.constantFrom(...samples), anyCard(), anyIban(), anyCardNumber());
    fc.assert(
      fc.property(anySample, (sample) => {
        const { text, masked } = redact(`Please note ${sample} tomorrow.`, []);
        expect(masked.map(({ original }) => original)).toEqual([sample]);
        expect(text).toMatch(/^Please note \[[A-Z]+_1\] tomorrow\.$/);
      }),
      often,
    );
  });
});

describe('the scanners', () => {
  it('find what the tests plant', () => {
    fc.assert(fc.property(anyCard(), (card) => scanCards(`x ${card} y`).length > 0));
    fc.assert(fc.property(anyCardNumber(), (card) => scanCards(`x${card}y`).length > 0));
    fc.assert(fc.property(anyIban(), (iban) => /^[xzq]/i.test(iban) || scanIbans(iban).length > 0));
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyChanges, type Change } from '../../src/core/changes.ts';
import { correctionsOf } from '../../src/core/proofread/corrections.ts';
import { dialectsOf } from '../../src/core/proofread/dialects.ts';
import { Harper } from '../../src/worker/proofread/harper.ts';

/** The real rules, as the worker has them. */
const harper = new Harper();

async function corrections(text: string, language = 'en'): Promise<readonly Change[]> {
  return correctionsOf(text, await harper.lint(text, dialectsOf(language)));
}

async function inShort(text: string, language?: string): Promise<string[]> {
  return (await corrections(text, language)).map(({ before, after }) => `${before} > ${after}`);
}

beforeAll(async () => {
  // The dictionary is built with the first text.
  await corrections('One.');
}, 60_000);

describe('mistakes', () => {
  const letter =
    'Last week we recieve the new shipment of teh parts. There is alot of boxes in the hall, and the the driver could of called us before. Please check they’re own list, and your own. The 😀 manager dont know it yet. We was waiting for a hour. Their going to the shop tommorow.';

  it('are put right one by one, each with its reason, and nothing else is touched', async () => {
    const found = await corrections(letter);
    expect(found.map(({ before, after }) => `${before} > ${after}`)).toEqual([
      ...['recieve > receive', 'teh > the', 'alot > a lot', 'the the > the'],
      ...['could of > could have', 'they’re > their', "dont > don't", 'was > were', 'a > an'],
      ...["Their > They're", 'tommorow > tomorrow'],
    ]);
    for (const { start, end, before, reason } of found) {
      expect(letter.slice(start, end)).toBe(before);
      expect(reason).toMatch(/^[“A-Z].{10,100}[.?!]$/);
      expect(reason).not.toContain('`');
    }
    expect(found[0]?.reason).toBe('“recieve” is in no dictionary.');
  });

  it('in names, addresses, code and placeholders are none', async () => {
    const text =
      'Ask Kowalczyk or Smyth at teh@exmaple.com about recieve.txt, http://foo.bar/teh, `teh code`, {teh_name} and @tehuser in #teh. The WEBGPU and kubectl tools of AcmeCorp v2 are fine.';
    expect(await inShort(text)).toEqual([]);
  });

  it('at the beginning of a sentence are told from names', async () => {
    expect(await inShort('Tommorow we go. Kowalczyk is there.')).toEqual(['Tommorow > Tomorrow']);
  });
});

describe('a country', () => {
  const british = 'The colour of the centre was grey, and we realised that they had travelled.';
  const american = 'The color of the center was gray, and we realized that they had traveled.';

  it('that is not known allows each spelling', async () => {
    expect(await inShort(british)).toEqual([]);
    expect(await inShort(american)).toEqual([]);
  });

  it('that is known has one', async () => {
    expect(await inShort(british, 'en-GB')).toEqual([]);
    expect(await inShort(american, 'en-US')).toEqual([]);
    expect((await inShort(british, 'en-US')).length).toBeGreaterThan(3);
    expect((await inShort(american, 'en-GB')).length).toBeGreaterThan(1);
  });

  it('without English has no rules', () => {
    for (const language of ['de', 'und', 'enm', 'fr-CA', ''])
      expect(dialectsOf(language)).toEqual([]);
  });
});

describe('a text without mistakes stays as it is', () => {
  it.each([
    [
      'a letter',
      'Dear Ms. Kowalczyk,\n\nThank you for your letter of 3 March. We have looked into the matter with our colleagues in Gdańsk, and Mr. O’Brien will call you on Tuesday, at around half past four. The replacement parts (two hinges and a lock) left our warehouse this morning; you should have them by the end of the week. If anything is missing, please write to service@acme-parts.example or call 555-0142.\n\nKind regards,\nAna Lindqvist',
    ],
    [
      'notes with a list, code and speech',
      'Our team met on Monday to plan the release. Jörg will write the notes, Priya tests the installer on Windows 11, and I’m going to update the FAQ. Don’t forget: the API key goes into config.yaml, never into the repository. See https://example.com/docs/setup for details, or ask @priya in #release.\n\n- milk\n- two loaves of bread\n- eggs, if they’re cheap\n\n"Is that everything?" she asked. It was. They’d been there since eight o’clock, and nobody had complained.',
    ],
    [
      'prose with an emoji and an accent',
      'The river rises in the hills above Carnforth and runs for 61 miles to the sea. In spring, when the snow melts, it floods the meadows; by August you can walk across it without getting your feet wet. People have lived here since the Bronze Age. A stone bridge, built in 1782, still carries the road. What’s left of the mill is now a museum 🎉 with a café.',
    ],
    [
      'a report',
      'Sales rose by 4.2 percent in the second quarter, to $18.3 million, while costs fell for the third time in a row. The board will meet in Zurich on 14 May and decide whether to open a fourth plant. Analysts had expected less. "We’re ahead of our plan," said the chief executive, Maria dos Santos, "but the year isn’t over yet."',
    ],
  ])('%s', async (_what, text) => {
    expect(await inShort(text)).toEqual([]);
  });
});

describe('whatever a text is', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      'teh ',
      'recieve ',
      '😀',
      '👩‍👩‍👧',
      'e\u0301',
      '\n\n',
      '. ',
      'the the ',
      '\u0000',
      '<b>',
    ),
  );

  it('no character is split, and what is changed is what stood there', async () => {
    const isWhole = (text: string) => !/[\ud800-\udbff](?![\udc00-\udfff])/.test(text);
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const text = pieces.join('');
        const found = await corrections(text);
        let at = 0;
        for (const { start, end, before, after } of found) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text.slice(start, end)).toBe(before);
          if (isWhole(text)) expect(isWhole(before) && isWhole(after)).toBe(true);
          at = end;
        }
        const now = applyChanges(text, found, () => true);
        if (isWhole(text)) expect(isWhole(now)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

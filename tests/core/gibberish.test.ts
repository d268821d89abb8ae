import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGibberish } from '../../src/core/gibberish.ts';
import { anyProse, anyUnits } from './text/any-text.ts';

const source = 'The mill was built in 1782 by two brothers.';

describe('gibberish', () => {
  it.each([
    ['what a GPU writes whose numbers overflowed', '!'.repeat(60)],
    ['the same after a good beginning', `The mill was built in${'!'.repeat(60)}`],
    ['one letter', 'The mill was aaaa'.padEnd(90, 'a')],
    ['one digit', '0'.repeat(60)],
    ['one character of CJK', '的'.repeat(60)],
    ['one word', 'The mill '.repeat(50)],
    ['one word of a code', 'Assistant:'.repeat(40)],
    ['two letters', 'ha'.repeat(60)],
    ['a word that is broken off', `${'mill '.repeat(50)}mi`],
    ['empty lines without end', `The mill.${'\n'.repeat(900)}`],
    ['blanks without end', `The mill.${' '.repeat(900)}`],
    ['one emoji without end', '😀'.repeat(500)],
    ['bytes that are no characters', 'The mill \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['control characters', 'The \u0001mill\u0002 was \u0000built'],
  ])('is %s', (_what, answer) => {
    expect(isGibberish(answer, source)).toBe(true);
  });

  it('is found while the answer grows, and from then on', () => {
    const answer = `The mill was ${'!'.repeat(300)}`;
    const found = Array.from(answer, (_, end) => isGibberish(answer.slice(0, end + 1), source));
    const first = found.indexOf(true);
    expect(first).toBeGreaterThan(20);
    expect(first).toBeLessThan(80);
    expect(found.slice(first).every(Boolean)).toBe(true);
  });
});

describe('a real answer', () => {
  it.each([
    ['nothing', ''],
    ['a sentence', source],
    ['joy', 'Yes!!!!!!!!!!!!!!!!!!!!'],
    ['a cry', `N${'o'.repeat(30)}!!!`],
    ['a refusal', 'No no no no no no, never, ever, ever, ever.'],
    ['a laugh', `${'ha'.repeat(20)}!`],
    ['a song', 'La la la la, la la la la, la la la la, la la la la.'],
    ['a table', `| year | sacks |\n|${'-'.repeat(120)}|${'-'.repeat(120)}|\n| 1782 | 61 |`],
    ['empty cells', `| a | b | c |\n${'|   |   |   |\n'.repeat(12)}`],
    ['many columns', `|${' --- |'.repeat(40)}`],
    ['a rule', `Title\n${'='.repeat(200)}`],
    ['leaders', `Chapter 1 ${'.'.repeat(150)} 7`],
    ['blanks of a form', `Name: ${'_'.repeat(120)}`],
    ['code', 'for (let i = 0; i < 9; i++) {\n\t\t\t\t\tconsole.log(i);\n\t\t\t\t}\n'],
    ['nested code', `${'('.repeat(30)}x${')'.repeat(30)}`],
    ['a large number', `1${'0'.repeat(40)}`],
    ['Chinese', '这座磨坊建于1782年，由两兄弟建造。磨坊为沿海六十一个村庄磨面。'],
    ['Japanese', 'わはははははははは、と彼は笑った。ええええええええ！？'],
    ['Korean', 'ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 정말 웃기다'],
    ['Arabic', 'بُنيت الطاحونة عام ١٧٨٢ على يد أخوين.'],
    ['emoji', '👨‍👩‍👧‍👦 👨‍👩‍👧‍👦 👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉'],
    ['a character that is still coming', 'The mill \uFFFD\uFFFD\uFFFD'],
    ['white space of all kinds', 'a\tb\r\nc\fd\n\n\n\n\ne'],
  ])('may be %s', (_what, answer) => {
    for (let end = 0; end <= answer.length; end++)
      expect(isGibberish(answer.slice(0, end), source), answer.slice(0, end)).toBe(false);
  });

  it('may be any part of the text, whatever that holds', () => {
    const odd = fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 24 }), fc.nat(120));
    const pieces = fc.array(
      fc.oneof(
        anyUnits(),
        odd.map(([unit, count]) => unit.repeat(count)),
      ),
    );
    fc.assert(
      fc.property(pieces, fc.nat(), fc.nat(), (parts, from, to) => {
        const text = parts.join('');
        const answer = text.slice(from % (text.length + 1), to % (text.length + 1));
        expect(isGibberish(answer, text)).toBe(false);
      }),
    );
  });

  it('may be any words that are not all the same', () => {
    const words = fc.array(
      fc.constantFrom('the', 'mill', '磨', 'Ümläut', '1782', '😀', '-', 'no'),
      {
        minLength: 2,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(words, (list) => {
        expect(isGibberish(list.join(' '), '')).toBe(false);
      }),
    );
  });

  it('followed by one thing over and over becomes gibberish, whatever it was', () => {
    const unit = fc.stringMatching(/^[a-z]{1,12}[ .]?$/);
    fc.assert(
      fc.property(anyProse(), unit, (text, one) => {
        expect(isGibberish(text + one.repeat(60), '')).toBe(true);
      }),
    );
  });
});

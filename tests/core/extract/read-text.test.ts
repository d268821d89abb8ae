import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/core/extract/read-text.ts';
import { run } from './run.ts';

function read(text: string, language = 'en') {
  return run(readText(text, language));
}

/** The texts of those candidates that are headings. */
function headings(text: string): string[] {
  return read(text)
    .candidates.filter((candidate) => candidate.isHeading)
    .map((candidate) => candidate.text);
}

describe('readText', () => {
  it('takes short lines before running text for headings', () => {
    const text = 'Great News\n\nIt works now. We are glad.\n\nThe details\n\nIt took a year.';
    expect(headings(text)).toEqual(['Great News', 'The details']);
  });

  it('takes the lines at the head of a letter for headings', () => {
    const text =
      'St. Anne Hospital\nWard 3\nRe: Mr. Hollis\n\nDear Dr. Mehta,\n\nHe is well. Thank you.';
    expect(headings(text)).toHaveLength(4);
  });

  it('takes several short lines in a row for a list under its heading', () => {
    const text =
      'We met today.\n\nTasks\nAna calls the bank\nBob books a room\nEve writes it down\n';
    expect(headings(text)).toEqual(['Tasks']);
  });

  it('takes marked items for content', () => {
    expect(headings('Tasks\n- call the bank\n- book a room')).toEqual(['Tasks']);
  });

  it('gives a sentence that comes again only once, but counts its words', () => {
    const { candidates, wordsRead } = read('Click here now. It rains. Click here now.');
    expect(candidates.map((candidate) => candidate.text)).toEqual(['Click here now.', 'It rains.']);
    expect(wordsRead).toBe(8);
  });

  it('sees facts in numbers, names and decisions', () => {
    const [plain, number, name, decision] = read(
      'It was quite nice there. It took 14 days. They met Elena Brandt there. They decided to stay there.',
    ).candidates;
    expect(plain?.facts).toBe(0);
    for (const told of [number, name, decision]) expect(told?.facts).toBeGreaterThan(0.3);
  });

  it('counts without reading what is beyond its limit', () => {
    const text = Array.from({ length: 50 }, (_, i) => `row ${i}`).join('\n');
    const { candidates, wordsRead, wordsTotal } = run(readText(text, 'en', 30));
    expect(candidates).toHaveLength(30);
    expect(wordsRead).toBe(60);
    expect(wordsTotal).toBe(100);
  });
});

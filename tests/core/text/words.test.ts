import { describe, expect, it } from 'vitest';
import { contentWords } from '../../../src/core/text/words.ts';

describe('contentWords', () => {
  it('drops what English says everywhere, and keeps numbers', () => {
    expect(contentWords('The council has approved the 84 million, hasn’t it?', 'en')).toEqual([
      'council',
      'approved',
      '84',
      'million',
    ]);
  });

  it('drops short words of languages without a stop list, but not acronyms', () => {
    expect(contentWords('Die EU hat das Gesetz am 3. Mai beschlossen', 'de-AT')).toEqual([
      'eu',
      'gesetz',
      '3',
      'beschlossen',
    ]);
  });

  it('tells an acronym from the small word that it looks like', () => {
    expect(contentWords('It helps us in the US', 'en')).toEqual(['helps', 'us']);
  });

  it('takes different ways of writing the same for the same', () => {
    expect(contentWords('ﬁnance ＡＢＣ cafe\u0301', 'en')).toEqual(['finance', 'abc', 'café']);
    expect(contentWords("Anna's dog ‘Rex’", 'en')).toEqual(['anna', 'dog', 'rex']);
  });

  it('cuts languages without spaces into overlapping pieces', () => {
    expect(contentWords('東京都のテレビ', 'ja')).toEqual(['東京', '京都', 'テレビ']);
    expect(contentWords('ภาษา', 'th')).toEqual(['ภาษ', 'าษา']);
  });

  it('finds nothing in what holds no words', () => {
    expect(contentWords(' … — 👍\ud800 ', 'en')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

describe('an account number', () => {
  it.each([
    'DE89370400440532013000',
    'DE89 3704 0044 0532 0130 00',
    'DE 89 370 400 440 532 013 000',
    'DE89-3704-0044-0532-0130-00',
    'gb29 nwbk 6016 1331 9268 19',
    'MT84 MALT 0110 0001 2345 MTLC AST0 01S',
    'NO93 8601 1117 947',
    'DE89\u00a03704\u20090044\n0532\r\n0130\t00',
    'DE89\u200b3704\u00ad0044\u20600532013000',
    'ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００',
    // By the rules, of a country that has none.
    'XX46370400440532013000',
    'XX46 3704 0044 0532 0130 00',
  ])('is found: %j', (iban) => {
    expect(found(`Transfer to ${iban} tomorrow.`)).toEqual([`iban ${iban}`]);
  });

  it('is found between letters', () => {
    expect(found('IBANDE89370400440532013000EUR')).toEqual(['iban DE89370400440532013000']);
  });

  it('ends where its country says', () => {
    const text = 'DE89 3704 0044 0532 0130 00 bei der Bank';
    expect(found(text)).toEqual(['iban DE89 3704 0044 0532 0130 00']);
  });

  it.each(['DE88370400440532013000', 'at 30 degrees the company said', 'at 10 am'])(
    'is not found in %j',
    (text) => {
      expect(found(text).filter((one) => one.startsWith('iban'))).toEqual([]);
    },
  );
});

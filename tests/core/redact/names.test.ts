import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact/redact.ts';
import { found } from './found.ts';

describe('a name on the list', () => {
  it('is found in any case, as a whole word', () => {
    expect(redact('Ann, ANN, ann; Anna, Joann, Ann2', ['Ann']).text).toBe(
      '[NAME_1], [NAME_2], [NAME_3]; Anna, Joann, Ann2',
    );
  });

  it('is found as long as it can be', () => {
    expect(found('Ann Example and Ann', ['Ann', 'Ann Example'])).toEqual([
      'name Ann Example',
      'name Ann',
    ]);
  });

  it('leaves an ’s outside', () => {
    expect(redact("Ann’s and Ann's cat", ['ann']).text).toBe("[NAME_1]’s and [NAME_1]'s cat");
  });

  it('is found across a line, and in a file’s name', () => {
    expect(redact('Ann\nExample: ann_example.pdf', ['ann example', 'ann', 'example']).text).toBe(
      '[NAME_1]: [NAME_2]_[NAME_3].pdf',
    );
  });

  it('is found however its letters are composed', () => {
    expect(found('Mu\u0308ller und M\u00fcller', ['Müller'])).toHaveLength(2);
    expect(found('Müller und Mu\u0308ller', ['Mu\u0308ller'])).toHaveLength(2);
    expect(found("O’Neil, O'Neil", ["o'neil"])).toHaveLength(2);
  });

  it('is found anywhere in a script without spaces', () => {
    expect(redact('昨日山田さんと会った', ['山田']).text).toBe('昨日[NAME_1]さんと会った');
    expect(redact('คุณสมชายมา', ['สมชาย']).text).toBe('คุณ[NAME_1]มา');
  });

  it('is text, and no pattern', () => {
    expect(found('a.b (c) C++ axb', ['a.b', '(c)', 'C++'])).toEqual([
      'name a.b',
      'name (c)',
      'name C++',
    ]);
  });

  it('is nothing when it is empty', () => {
    expect(found('a text', ['', ' ', '\u200b'])).toEqual([]);
  });

  it('does not take a placeholder apart', () => {
    const once = redact('mail ann@example.com', ['email', 'mail']);
    expect(redact(once.text, ['email', 'mail', '1']).text).toBe('[NAME_1] [EMAIL_1]');
  });
});

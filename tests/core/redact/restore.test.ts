import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact/redact.ts';
import { Restorer, restore } from '../../../src/core/redact/restore.ts';

const { masked } = redact('ann@example.com, bob@example.com, 192.168.0.1', []);
const many = redact(Array.from({ length: 12 }, (_, i) => `u${i + 1}@example.com`).join(' '), []);

describe('placeholders', () => {
  it('count by kind, in order, and the same for the same', () => {
    const again = redact('b@x.org 10.0.0.1 a@x.org b@x.org 10.0.0.1', []);
    expect(again.text).toBe('[EMAIL_1] [IP_1] [EMAIL_2] [EMAIL_1] [IP_1]');
  });

  it.each(['[EMAIL_1]', '[email 1]', '\\[Email\\_1\\]', '［EMAIL-1］', '[EMAIL１]'])(
    'are not those that restoring would find in the source: %s',
    (lookAlike) => {
      expect(redact(`${lookAlike} ann@example.com`, []).text).toBe(`${lookAlike} [EMAIL_2]`);
    },
  );
});

describe('restore', () => {
  it.each([
    '[EMAIL_1]',
    '[email_1]',
    '[Email 1]',
    '[EMAIL-1]',
    '[EMAIL1]',
    '[EMAIL\\_1]',
    '\\[EMAIL_1\\]',
    '\\[EMAIL\\_1\\]',
    '[EMAIL_1\\]',
    '［EMAIL_1］',
    '【EMAIL＿１】',
  ])('takes %s for what it was', (written) => {
    expect(restore(`to ${written}!`, masked)).toBe('to ann@example.com!');
  });

  it.each([
    '[EMAIL_3]',
    '[PHONE_1]',
    '[EMAIL_01]',
    '[MAIL_1]',
    'EMAIL_1',
    '[EMAIL_1',
    '[EMAIL__1]',
  ])('leaves %s', (written) => {
    expect(restore(written, masked)).toBe(written);
  });

  it('does not take one for the start of another', () => {
    expect(restore('[EMAIL_12] [EMAIL_1]', many.masked)).toBe('u12@example.com u1@example.com');
  });

  it('does not look for placeholders in what it has put back', () => {
    const odd = redact('password: [IP_1]-hunter2 192.168.0.1', []);
    expect(restore(odd.text, odd.masked)).toBe('password: [IP_1]-hunter2 192.168.0.1');
  });
});

describe('Restorer', () => {
  it('holds back only what may still become one of the placeholders', () => {
    const restorer = new Restorer(masked);
    expect(restorer.push('See [')).toBe('See ');
    expect(restorer.push('EMA')).toBe('');
    expect(restorer.push('X] [EMAIL_7')).toBe('[EMAX] [EMAIL_7');
    expect(restorer.push('] \\')).toBe('] ');
    expect(restorer.push('[email\\')).toBe('');
    expect(restorer.push('_2\\')).toBe('');
    expect(restorer.push('] and [IP_1')).toBe('bob@example.com and ');
    expect(restorer.finish()).toBe('[IP_1');
    expect(restorer.finish()).toBe('');
  });

  it('holds back a backslash behind what turned out to be no placeholder', () => {
    const restorer = new Restorer(masked);
    expect(restorer.push('[PHONE_1\\')).toBe('[PHONE_1');
    expect(restorer.push('[EMAIL\\_1\\]')).toBe('ann@example.com');
  });
});

import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact/redact.ts';
import { restore } from '../../../src/core/redact/restore.ts';

/** Each makes some pattern start anew at every place; with one that looks back or ahead without end it takes minutes. */
const units = [
  ...[
    'a@',
    '@',
    'あ@',
    '"@',
    '1',
    '1 ',
    '4111 ',
    '1111-',
    '1.',
    '+1 ',
    '(012)',
    '0301234567.',
    '01.02.',
  ],
  ...[
    'eyJ',
    'eyJ-',
    'eyJaaaaa.',
    'sk-',
    'a1/',
    'ab12',
    '-----BEGIN PRIVATE KEY-----',
    '::',
    'a:',
    '1.1.1.1.',
  ],
  ...[
    'DE89',
    'XX12 ',
    'password=',
    'password="',
    'bearer ',
    '://',
    '://a:',
    'tel ',
    'ISBN ',
    '2024-01-15 ',
  ],
  ...['[', '\\', '[EMAIL_', ' ', '=', 'あ', '1\u200b', '+137040044::DE89'],
];

describe('redact', () => {
  it.each(units)('comes to an end with %j over and over', (unit) => {
    const text = unit.repeat(400_000 / unit.length);
    const { text: redacted, masked } = redact(text, ['Ann', '山田']);
    expect(restore(redacted, masked) === text).toBe(true);
  });

  it('finds a free placeholder behind very many that the text holds itself', () => {
    const taken = Array.from({ length: 50_000 }, (_, i) => `[EMAIL_${i + 1}]`).join(' ');
    expect(redact(`${taken} ann@example.com`, []).text).toBe(`${taken} [EMAIL_50001]`);
  });
});

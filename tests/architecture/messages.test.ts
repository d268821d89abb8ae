import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/core/errors.ts';
import { namedByMarker, unused } from './messages.ts';
import { filesUnder, read } from './project-files.ts';

type Message = { message: string; placeholders?: Record<string, unknown> };

const messages: Record<string, Message> = JSON.parse(read('public/_locales/en/messages.json'));
const names = Object.keys(messages);
const sources = ['manifest.json', ...filesUnder('src', /\.(?:tsx?|html|css)$/)].map(read);

const keyOf = (code: string) => `error_${code.replaceAll('-', '_')}`;

describe('each text of _locales/en', () => {
  it('is shown by somebody', () => {
    const ofCodes = new Set(errorCodes.map(keyOf));
    expect(unused(names, sources).filter((name) => !ofCodes.has(name))).toEqual([]);
  });

  it('says something, with every placeholder defined', () => {
    for (const [name, { message, placeholders = {} }] of Object.entries(messages)) {
      expect(message.trim(), name).not.toBe('');
      const named = [...message.matchAll(/\$([a-z0-9_@]+)\$/gi)].map(([, it = '']) => it);
      const lowered = named.map((it) => it.toLowerCase());
      // One that is not defined keeps the whole extension from loading.
      expect(Object.keys(placeholders), name).toEqual(expect.arrayContaining(lowered));
    }
  });
});

it('every __MSG_ marker names a text', () => {
  expect(names).toEqual(expect.arrayContaining(sources.flatMap(namedByMarker)));
});

it.each(errorCodes)('a person is told what "%s" means', (code) => {
  expect(names).toContain(keyOf(code));
});

it('finds the texts that nobody names', () => {
  const planted = ["t('by_call')", "{ code: 'by_table' }", '"__MSG_by_marker__"', '// by_comment'];
  const all = ['by_call', 'by_table', 'by_marker', 'by_comment', 'by'];
  expect(unused(all, planted)).toEqual(['by_comment', 'by']);
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact/redact.ts';
import { restore } from '../../../src/core/redact/restore.ts';

const cases = ['business', 'german', 'medical', 'log', 'japanese', 'code'];

function lines(file: URL): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/** The expected texts were read and found good; `vitest -u` writes them anew, and then they are to be read again. */
describe('redact', () => {
  it.each(cases)('masks in %s what is nobody’s business, and nothing else', async (name) => {
    const folder = new URL(`golden/${name}/`, import.meta.url);
    const source = readFileSync(new URL('source.txt', folder), 'utf8');
    const { text, masked } = redact(source, lines(new URL('names.txt', folder)));
    await expect(text).toMatchFileSnapshot(`golden/${name}/expected.txt`);
    expect(restore(text, masked)).toBe(source);
  });
});

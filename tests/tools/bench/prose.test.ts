import { expect, it } from 'vitest';
import { prose } from '../../../tools/bench/prose.mjs';

it.each([1000, 10_000])('has about %i words, in paragraphs of sentences', (words) => {
  const text = prose(words);
  const count = text.split(/\s+/).length;
  expect(count).toBeGreaterThanOrEqual(words);
  expect(count).toBeLessThan(words + 150);
  for (const paragraph of text.split('\n\n')) {
    const sentences = paragraph.split(/(?<=\.) /);
    expect(sentences.length).toBeGreaterThanOrEqual(3);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][a-z]*(?: [a-z]+){7,23}\.$/);
  }
});

it('is the same each time, and no sentence comes twice', () => {
  const text = prose(5000);
  expect(prose(5000)).toBe(text);
  const sentences = text.split(/(?<=\.)\s+/);
  expect(new Set(sentences).size).toBe(sentences.length);
});

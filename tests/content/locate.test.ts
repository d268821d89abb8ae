import { expect, test } from 'vitest';
import { locate, type Reading } from '../../src/content/target/locate.ts';

/** A text in which what is meant stands between brackets. */
function reading(marked: string): Reading {
  const start = marked.indexOf('[');
  return { text: marked.replace(/[[\]]/g, ''), span: { start, end: marked.indexOf(']') - 1 } };
}

/** The text as it is now, with brackets around what was found. */
function found(now: string, ...marked: readonly string[]): string | null {
  const span = locate(now, marked.map(reading));
  if (!span) return null;
  return `${now.slice(0, span.start)}[${now.slice(span.start, span.end)}]${now.slice(span.end)}`;
}

test('finds what is meant where nothing has changed, be there many of the same', () => {
  expect(found('the the the', 'the [the] the')).toBe('the [the] the');
});

test('finds what is meant behind and before what was typed', () => {
  expect(found('Now the cat saw it', 'the [cat] saw it')).toBe('Now the [cat] saw it');
  expect(found('the cat saw it again', 'the [cat] saw it')).toBe('the [cat] saw it again');
});

test('does not take the same word elsewhere for the one that is gone', () => {
  expect(found('the cat saw  dog', 'the cat saw [the] dog')).toBeNull();
  expect(found('x  the y', 'x [the] the y')).toBeNull();
});

test('finds nothing where one of two same words is gone, and nobody knows which', () => {
  expect(found('x the y', 'x [the] the y')).toBeNull();
  expect(found('x the y', 'x the [the] y')).toBeNull();
});

test('finds nothing where what is meant has changed', () => {
  expect(found('the cart saw it', 'the [cat] saw it')).toBeNull();
  expect(found('', '[the cat]')).toBeNull();
});

test('finds what an undo has brought back, also where more was typed since', () => {
  const both = ['the [mouse] saw it', 'the [mouse and cat] saw it'];
  expect(found('the mouse and cat saw it', ...both)).toBe('the [mouse and cat] saw it');
  expect(found('the mouse and cat saw it!', ...both)).toBe('the [mouse and cat] saw it!');
  expect(found('the mouse saw it!', ...both)).toBe('the [mouse] saw it!');
});

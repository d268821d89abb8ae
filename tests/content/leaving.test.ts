import { describe, expect, it } from 'vitest';
import { isOtherView } from '../../src/content/leaving.ts';

const inbox = 'https://mail.example/app?folder=1#top';

describe('another view of a single-page application', () => {
  it.each([
    ['another path', 'https://mail.example/letter?folder=1'],
    ['another query', 'https://mail.example/app?folder=2#top'],
    ['no query', 'https://mail.example/app'],
    ['a route behind the hash', 'https://mail.example/app?folder=1#/letter'],
    [
      'a route behind the hash, as it was once written',
      'https://mail.example/app?folder=1#!/letter',
    ],
  ])('is %s', (_what, url) => {
    expect(isOtherView(new URL(inbox), new URL(url), false)).toBe(true);
  });

  it.each([
    ['the same address', inbox],
    ['an anchor', 'https://mail.example/app?folder=1#bottom'],
    ['no anchor any more', 'https://mail.example/app?folder=1'],
  ])('is not %s', (_what, url) => {
    expect(isOtherView(new URL(inbox), new URL(url), false)).toBe(false);
  });

  it.each([
    ['a query', 'https://mail.example/app?folder=1&q=m', false],
    ['another path', 'https://mail.example/letter?folder=1', true],
    ['a route', 'https://mail.example/app?folder=1#/letter', true],
  ])('is with %s in place of the old entry: %s', (_what, url, expected) => {
    expect(isOtherView(new URL(inbox), new URL(url), true)).toBe(expected);
  });

  it('is not the route that is shown already', () => {
    const route = new URL('https://mail.example/app#/inbox');
    expect(isOtherView(route, route, false)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { decisionOf, moveOf } from '../../src/ui/change-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('keys among changes', () => {
  it.each([
    ['ArrowDown', 3],
    ['ArrowRight', 3],
    ['ArrowUp', 1],
    ['ArrowLeft', 1],
    ['Home', 0],
    ['End', 4],
    ['Tab', null],
    ['a', null],
  ])('%s goes from the third of five to %s', (key, to) => {
    expect(moveOf({ ...plain, key }, 2, 5)).toBe(to);
  });

  it.each([
    [' ', true, false],
    [' ', false, true],
    ['Enter', false, true],
    ['a', false, true],
    ['A', true, true],
    ['r', true, false],
    ['R', false, false],
    ['ArrowDown', true, null],
  ])('%s makes a change that was accepted: %s into one that is: %s', (key, was, is) => {
    expect(decisionOf({ ...plain, key }, was)).toBe(is);
  });

  it('leaves shortcuts to the browser', () => {
    expect(decisionOf({ ...plain, ctrlKey: true, key: 'a' }, false)).toBeNull();
    expect(decisionOf({ ...plain, metaKey: true, key: 'r' }, true)).toBeNull();
    expect(moveOf({ ...plain, altKey: true, key: 'ArrowLeft' }, 2, 5)).toBeNull();
  });
});

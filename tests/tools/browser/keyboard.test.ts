import { expect, it } from 'vitest';
import { keyOf } from '../../../tools/browser/keyboard.mjs';

it.each([
  ['Enter', { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: 0, text: '\r' }],
  ['Escape', { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27, modifiers: 0 }],
  ['Shift+Tab', { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: 8 }],
  ['a', { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65, modifiers: 0, text: 'a' }],
  ['7', { key: '7', code: 'Digit7', windowsVirtualKeyCode: 55, modifiers: 0, text: '7' }],
  ['Control+z', { key: 'z', code: 'KeyZ', windowsVirtualKeyCode: 90, modifiers: 2 }],
  ['Control+Shift+z', { key: 'z', code: 'KeyZ', windowsVirtualKeyCode: 90, modifiers: 10 }],
])('tells the browser what it wants to know of %s', (combination, key) => {
  expect(keyOf(combination)).toEqual(key);
});

it.each(['Hyper+a', 'Entr', '', 'ä'])('refuses the key "%s"', (combination) => {
  expect(() => keyOf(combination)).toThrow('No such');
});

/**
 * What the browser wants to know of a key. Windows key codes are what `KeyboardEvent.keyCode` shows and what the
 * browser's own editing commands (undo, select all) are found by.
 *
 * @typedef {{ key: string, code: string, windowsVirtualKeyCode: number, modifiers: number,
 *   text?: string }} Key
 */

/** @type {Record<string, number>} */
const modifierBits = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** @type {Record<string, [code: string, keyCode: number, text?: string]>} */
const namedKeys = {
  Enter: ['Enter', 13, '\r'],
  Tab: ['Tab', 9],
  Escape: ['Escape', 27],
  Backspace: ['Backspace', 8],
  Delete: ['Delete', 46],
  Space: ['Space', 32, ' '],
  Home: ['Home', 36],
  End: ['End', 35],
  ArrowLeft: ['ArrowLeft', 37],
  ArrowUp: ['ArrowUp', 38],
  ArrowRight: ['ArrowRight', 39],
  ArrowDown: ['ArrowDown', 40],
};

/**
 * @param {string} combination such as `Enter`, `Shift+Tab`, `Control+z`
 * @returns {Key}
 */
export function keyOf(combination) {
  const parts = combination.split('+');
  const name = parts.pop() ?? '';
  const modifiers = parts.reduce((bits, part) => bits | bitOf(part), 0);
  const named = namedKeys[name];
  if (!named && !/^[a-z0-9]$/i.test(name)) throw new Error(`No such key: ${combination}`);
  const [code, windowsVirtualKeyCode, text] = named ?? characterKey(name);
  const key = name === 'Space' ? ' ' : name;
  // Text together with a modifier would type a letter instead of running the command.
  const types = text !== undefined && (modifiers & ~bitOf('Shift')) === 0;
  return { key, code, windowsVirtualKeyCode, modifiers, ...(types ? { text } : {}) };
}

/**
 * @param {string} character
 * @returns {[code: string, keyCode: number, text: string]}
 */
function characterKey(character) {
  const upper = character.toUpperCase();
  const code = /\d/.test(upper) ? `Digit${upper}` : `Key${upper}`;
  return [code, upper.charCodeAt(0), character];
}

/** @param {string} name */
function bitOf(name) {
  const bit = modifierBits[name];
  if (bit === undefined) throw new Error(`No such modifier: ${name}`);
  return bit;
}

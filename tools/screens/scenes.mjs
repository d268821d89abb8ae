import { finished } from './picture.mjs';

/** @typedef {import('./picture.mjs').Scene} Scene */

/** @type {Omit<Scene, 'name'>} */
const usual = {
  page: 'article',
  size: [880, 590],
  selects: /^Volunteers/,
  asks: 'Summarize selection',
};

/** @param {string} value */
const colors = (value) => [{ name: 'prefers-color-scheme', value }];

/** Without a model on disk: summaries are made at once, and a rewrite says what it lacks. @type {readonly Scene[]} */
export const scenes = [
  { ...usual, name: 'light' },
  { ...usual, name: 'dark', media: colors('dark') },
  {
    ...usual,
    name: 'forced-colors',
    media: [...colors('dark'), { name: 'forced-colors', value: 'active' }],
  },
  { ...usual, name: 'narrow', size: [320, 600], selects: /^The old/ },
  { ...usual, name: 'right-to-left', page: 'hebrew', selects: /^טחנת הגאות הישנה/ },
  {
    ...usual,
    name: 'long',
    page: 'report',
    size: [640, 540],
    selects: null,
    asks: 'Summarize this page',
    does: async (screen) => {
      await finished(screen);
      await screen.click('combobox', 'Length');
      await screen.press('l');
      await screen.press('Enter');
      await finished(screen);
    },
  },
  { ...usual, name: 'error', asks: 'Rewrite selection' },
  {
    ...usual,
    name: 'moving',
    does: async (screen) => {
      await finished(screen);
      await screen.click('button', 'Move or resize panel');
      for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowDown'])
        for (let times = 0; times < 3; times += 1) await screen.press(key);
    },
  },
  { ...usual, name: 'small-frame', size: [500, 150], selects: /^The old/ },
];

/** With the tests' model, which writes what it was taught and knows nothing. @type {readonly Scene[]} */
export const modelScenes = [
  {
    ...usual,
    name: 'changes',
    page: 'letter',
    selects: /^Iris/,
    asks: 'Rewrite selection',
    does: async (screen) => {
      await screen.click('combobox', 'Style');
      await screen.press('f');
      await screen.press('Enter');
      await finished(screen);
    },
  },
];

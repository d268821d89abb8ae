import { pause, until } from '../../tools/browser/until.mjs';
import { EditorPage } from './support/editors/editor-page.ts';
import { expect, type Sotto, test } from './support/sotto.ts';

/** Longer than any further step would take. */
const longer = () => pause(600);

/** Two words of two texts, so that it takes two steps. */
async function writeTwoWords(editor: EditorPage): Promise<void> {
  await editor.select('arch');
  const text = (await editor.capture()) ?? '';
  const wanted = text.replace('meeting', 'board').replace('weeks', 'months');
  expect(await editor.replace(wanted)).toBe('written');
}

test('Ctrl+Z takes back one thing that was typed, though what stood before was a step of what was written', async ({
  sotto,
}) => {
  const editor = await EditorPage.open(sotto, 'slate');
  await writeTwoWords(editor);
  await editor.select('board', 'board');
  await editor.page.screen.type('meeting');
  const reverted = await editor.model();
  expect(reverted).toContain('The meeting on');
  await editor.select('costs');
  await editor.page.screen.type('!');
  expect(await editor.model()).toContain('costs!');
  await editor.press('Control+z');
  expect(await editor.holds(reverted)).toBe(true);
  await longer();
  expect(await editor.model()).toBe(reverted);
  await sotto.close(editor.page);
});

test('two texts that were written one after the other are undone by two Ctrl+Z', async ({
  sotto,
}) => {
  const editor = await EditorPage.open(sotto, 'slate');
  const start = await editor.model();
  await writeTwoWords(editor);
  const first = await editor.model();
  const text = (await editor.capture()) ?? '';
  expect(await editor.replace(text.replace('board', 'club').replace('costs', 'takes'))).toBe(
    'written',
  );
  await editor.press('Control+z');
  expect(await editor.holds(first)).toBe(true);
  await longer();
  expect(await editor.model()).toBe(first);
  await editor.press('Control+z');
  expect(await editor.holds(start)).toBe(true);
  await sotto.close(editor.page);
});

for (const [layout, key] of Object.entries({ Cyrillic: 'я', Greek: 'ζ', Hebrew: 'ז' }))
  test(`one Ctrl+Z undoes what was written with a ${layout} keyboard too`, async ({ sotto }) => {
    const editor = await EditorPage.open(sotto, 'slate');
    const start = await editor.model();
    await writeTwoWords(editor);
    const { session } = editor.page.tab;
    const pressed = { key, code: 'KeyZ', windowsVirtualKeyCode: 90, modifiers: 2 };
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
    expect(await editor.holds(start)).toBe(true);
    await sotto.close(editor.page);
  });

const start = '<p>The meeting.</p><p>Two weeks.</p>';

async function openWritten(sotto: Sotto, html: string, script = ''): Promise<EditorPage> {
  const editor = await EditorPage.openHtml(
    sotto,
    `<div id="it" contenteditable>${start}</div>${html}<script>it.focus(); ${script}</script>`,
  );
  await editor.capture();
  expect(await editor.replace('The board.\n\nTwo months.')).toBe('written');
  return editor;
}

const held = (editor: EditorPage) => editor.page.evaluate<string>('it.innerText');
const comesToHold = (editor: EditorPage, text: string) =>
  until(text, async () => (await held(editor)) === text);
const original = 'The meeting.\n\nTwo weeks.';
const between = 'The meeting.\n\nTwo months.';
const written = 'The board.\n\nTwo months.';

/** By the page itself, so that nobody has done anything to it. */
const putBetween = 'void (it.firstChild.firstChild.data = "The meeting.")';

test('an event that a page makes up undoes nothing of what was written', async ({ sotto }) => {
  const editor = await openWritten(sotto, '');
  await editor.page.evaluate(putBetween);
  await editor.page.evaluate(
    'it.dispatchEvent(new InputEvent("input", { inputType: "historyUndo", bubbles: true }))',
  );
  await longer();
  expect(await held(editor)).toBe(between);
  await sotto.close(editor.page);
});

test('Ctrl+Z in another field takes back there what one Ctrl+Z does, and no more', async ({
  sotto,
}) => {
  const editor = await openWritten(sotto, '<textarea id="other"></textarea>');
  await editor.page.evaluate(putBetween);
  await editor.page.evaluate('other.focus()');
  await editor.page.screen.type('one');
  await editor.page.evaluate('other.setSelectionRange(0, 0)');
  await editor.page.screen.type('two');
  expect(await editor.page.evaluate('other.value')).toBe('twoone');
  await editor.press('Control+z');
  await longer();
  expect(await editor.page.evaluate('other.value')).toBe('one');
  await sotto.close(editor.page);
});

/** An editor that keeps its own history, and takes long to show what it went back to. */
const slow = `const past = [it.innerHTML]; let at = 0;
  it.addEventListener('input', () => { past.splice(++at, past.length, it.innerHTML); });
  it.addEventListener('keydown', (event) => {
    const by = { z: -1, y: 1 }[event.key];
    if (!event.ctrlKey || !by) return;
    event.preventDefault();
    at = Math.min(Math.max(at + by, 0), past.length - 1);
    setTimeout(() => { it.innerHTML = past[at]; }, 700);
  });`;

test('one Ctrl+Z undoes, and one Ctrl+Y does again, all that was written into an editor that takes its time', async ({
  sotto,
}) => {
  const editor = await openWritten(sotto, '', slow);
  await editor.press('Control+z');
  await comesToHold(editor, original);
  await editor.press('Control+y');
  await comesToHold(editor, written);
  await sotto.close(editor.page);
});

test('Ctrl+Y while Ctrl+Z still goes on leaves no mixture of what stood there and what was written', async ({
  sotto,
}) => {
  const editor = await openWritten(sotto, '', slow);
  await editor.press('Control+z');
  await comesToHold(editor, between);
  await editor.press('Control+y');
  await comesToHold(editor, written);
  await pause(1500);
  expect(await held(editor)).toBe(written);
  await sotto.close(editor.page);
});

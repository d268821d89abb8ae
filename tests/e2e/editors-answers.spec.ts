import { pause } from '../../tools/browser/until.mjs';
import { EditorPage } from './support/editors/editor-page.ts';
import { expect, test } from './support/sotto.ts';

const editors = [
  'textarea',
  'contenteditable',
  'lexical',
  'tiptap',
  'slate',
  'quill',
  'ckeditor',
  'codemirror',
  'tinymce',
  'draft',
];

/** What a model may make of a text, whose paragraphs it parts in its own way. */
const answers: Record<string, (text: string) => string> = {
  'another text of less lines': () =>
    `Everything was said already 🙂.\n\nNothing else happened on that day, as far as anybody knows.`,
  'one short line': () => 'Just one short line',
  'more lines': () => ['One 👩‍👩‍👧', 'Two', 'Three', 'Four', 'Five'].join('\n'),
  'lines of another system': () => 'Six\r\nSeven\r\n\r\nEight',
  'all lines apart': (text) => text.replace(/\n+/g, '\n\n').replace('weeks', 'days'),
  'the same without its first paragraph': (text) => text.replace(/^.*\n+/, ''),
  'a paragraph in two': (text) => text.replace(' decided', '.\nThey decided'),
  'two paragraphs in one': (text) => text.replace(/\n+/, ' '),
  'one without the mention': (text) => text.replace('@Ann says it', 'It'),
  'one word for three': (text) => text.replace('decided to move', 'moved'),
  'another link': (text) => text.replace('archive', 'old library'),
  'one without what was bold': (text) => text.replace('on 4 May ', ''),
  'other items': (text) => text.replace('Boxes', 'All boxes').replace('later', 'last'),
};

for (const name of editors)
  test(`any answer takes the place of the one before in ${name}, and the first text comes back`, async ({
    sotto,
  }) => {
    const editor = await EditorPage.open(sotto, name);
    await editor.select('arch');
    const text = (await editor.capture()) ?? '';
    const found: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    for (const [title, answer] of Object.entries(answers)) {
      wanted[title] = ['written', folded(answer(text)), 'written', folded(text)];
      const first = await editor.replace(answer(text));
      const held = plain(await editor.model());
      found[title] = [first, held, await editor.replace(text), plain(await editor.model())];
    }
    expect(found).toEqual(wanted);
    await sotto.close(editor.page);
  });

/** The model's text without its formats. */
function plain(notation: string): string {
  return folded(notation.replace(/[*{}[\]]/g, '').replace(/^- /gm, ''));
}

function folded(text: string): string {
  return text.replaceAll('\u00a0', ' ').replace(/[\r\n⏎]+/g, '\n');
}

test('where a blank line is a line of its own, it comes and goes with the answer', async ({
  sotto,
}) => {
  const lines = '<div>One.</div><div>Two.</div><div><br></div><div>Three.</div>';
  const html = `<div id="it" contenteditable>${lines}</div><script>it.focus()</script>`;
  const editor = await EditorPage.openHtml(sotto, html);
  expect(await editor.capture()).toBe('One.\nTwo.\n\nThree.');
  expect(await editor.replace('One.\r\n\r\nTwo.\r\nThree.')).toBe('written');
  expect(await editor.capture()).toBe('One.\n\nTwo.\nThree.');
  await sotto.close(editor.page);
});

for (const name of ['contenteditable', 'lexical', 'slate', 'ckeditor'])
  test(`one Ctrl+Z in ${name} undoes what was written, and not what was typed before`, async ({
    sotto,
  }) => {
    const editor = await EditorPage.open(sotto, name);
    const start = await editor.model();
    await editor.select('arch');
    await editor.page.screen.type('!');
    const typed = await editor.model();
    await editor.capture();
    expect(await editor.insertBelow('A line below.\nAnd one more.')).toBe('written');
    await editor.press('Control+z');
    expect(await editor.holds(typed)).toBe(true);
    // Longer than any further step would take.
    await pause(400);
    expect(await editor.model()).toBe(typed);
    await editor.press('Control+z');
    expect(await editor.holds(start)).toBe(true);
    await sotto.close(editor.page);
  });

import { until } from '../../tools/browser/until.mjs';
import { EditorPage } from './support/editors/editor-page.ts';
import { byPopup, finished, folded, panelShows } from './support/panel.ts';
import { expect, test } from './support/sotto.ts';

// Replacing is the same for every engine: summaries by the instant one are what is put back here.
test.use({ gpu: false });

const editors = ['react', 'contenteditable-in-shadow', 'lexical', 'tiptap', 'slate', 'codemirror'];

for (const name of editors)
  test(`a summary takes the place of what ${name} held, and one Ctrl+Z brings that back`, async ({
    sotto,
  }) => {
    const editor = await EditorPage.open(sotto, name);
    const start = await editor.model();
    await editor.select('costs');
    await byPopup(sotto, editor.page, 'Summarize selection');
    await finished(editor.page);
    const result = await editor.page.result();
    await editor.page.screen.click('button', 'Replace');
    await panelShows(editor.page, /Replaced\./);
    expect(folded(await editor.shown())).toBe(folded(result));
    expect(plain(await editor.model())).toBe(folded(result));
    await editor.press('Control+z');
    expect(await editor.holds(start)).toBe(true);
    await editor.press(editor.redoKey);
    await until('the redo', async () => plain(await editor.model()) === folded(result));
    await sotto.close(editor.page);
  });

/** Without formats. */
function plain(notation: string): string {
  return folded(notation.replace(/[*{}[\]⏎]/g, ' ')).replaceAll(' .', '.');
}

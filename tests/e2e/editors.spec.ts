import { cells, runCell } from './support/editors/cells.ts';
import { EditorPage } from './support/editors/editor-page.ts';
import { expect, test } from './support/sotto.ts';

/** Files of `tests/fixtures/editors`. */
const editors = [
  ...[
    'input',
    'textarea',
    'react',
    'vue',
    'angular',
    'contenteditable',
    'contenteditable-in-shadow',
  ],
  ...['lexical', 'tiptap', 'slate', 'quill', 'ckeditor', 'codemirror', 'tinymce', 'draft'],
];

// One test, since it makes one table.
test('each editor takes a text, keeps all else, and undoes it in one step', async ({ sotto }) => {
  test.setTimeout(300_000);
  const rows = new Map<string, string[]>();
  for (const name of editors) {
    const editor = await EditorPage.open(sotto, name);
    const row: string[] = [];
    for (const cell of cells) row.push(await runCell(editor, cell));
    rows.set(name, row);
    await sotto.close(editor.page);
  }
  console.log(tableOf(rows));
  expect([...rows].filter(([, row]) => row.some((result) => result.startsWith('✘')))).toEqual([]);
});

function tableOf(rows: ReadonlyMap<string, readonly string[]>): string {
  const lines = [
    ['', ...cells.map(({ title }) => title)],
    ...[...rows].map(([name, row]) => [name, ...row]),
  ];
  const widths = [28, 16, 16, 16, 16];
  return lines
    .map((line) => line.map((result, i) => result.padEnd(widths[i] ?? 0)).join(''))
    .join('\n');
}

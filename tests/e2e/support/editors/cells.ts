import { applyChanges, changesBetween } from '../../../../src/core/changes.ts';
import { pause } from '../../../../tools/browser/until.mjs';
import type { EditorPage } from './editor-page.ts';

/** What is done in each editor. All expectations are about the text that `tests/fixtures/editors/shared.mjs` puts there. */
export type Cell = {
  readonly title: string;
  /** Words to select, from the first to the last; one alone is where the caret is put. */
  readonly selected: readonly [from: string, to?: string];
  readonly act: 'replace' | 'insertBelow';
  /** What is to stand there, made of what was read. */
  readonly wanted: (text: string) => string;
  /** The editor's model afterwards, made of that before. */
  readonly expected: (model: string) => string;
  /** The last words before the caret, and the first after it. */
  readonly caret: readonly [before: string, after: string];
};

export const cells: readonly Cell[] = [
  {
    title: 'whole',
    selected: ['euros'],
    act: 'replace',
    wanted: (text) =>
      inWords(text, [
        ['The meeting on 4', 'The board met on 5'],
        ['decided to move', 'and wants to move'],
        ['archive.', `archives.${/\n+/.exec(text)?.[0] ?? ' '}Nobody objected.`],
        ['takes two weeks', 'lasts a fortnight'],
        ['Boxes first', 'Crates first'],
      ]),
    expected: (model) =>
      inWords(model, [
        ['The meeting on *4', 'The board met on *5'],
        ['The meeting on 4', 'The board met on 5'],
        ['decided to move', 'and wants to move'],
        ['[archive].', '[archives].\nNobody objected.'],
        ['archive.\n', 'archives.\nNobody objected.\n'],
        ['archive. ', 'archives. Nobody objected. '],
        ['takes two weeks', 'lasts a fortnight'],
        ['Boxes first', 'Crates first'],
      ]),
    caret: ['euros', ' and'],
  },
  {
    title: 'middle',
    selected: ['on 4 May', 'archive'],
    act: 'replace',
    wanted: () => 'on 5 May voted to move our archives',
    expected: (model) =>
      inWords(model, [
        ['4', '5'],
        ['decided to move the', 'voted to move our'],
        ['archive', 'archives'],
      ]),
    caret: ['our archives', '.'],
  },
  {
    title: 'below',
    selected: ['meeting', '4 May'],
    act: 'insertBelow',
    wanted: () => 'A line below.\nAnd one more.',
    expected: (model) => model.replace('\n', '\nA line below.\nAnd one more.\n'),
    caret: ['on 4 May', ' decided'],
  },
  {
    title: '2 of 3',
    selected: ['arch'],
    act: 'replace',
    wanted: (text) => {
      const proposed = inWords(text, [
        ['The meeting', 'Our board'],
        ['archive', 'library'],
        ['two weeks', 'a fortnight'],
      ]);
      return applyChanges(text, changesBetween(text, proposed), (index) => index !== 1);
    },
    expected: (model) =>
      inWords(model, [
        ['The meeting', 'Our board'],
        ['two weeks', 'a fortnight'],
      ]),
    caret: ['the arch', 'ive'],
  },
];

function inWords(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((changed, [from, to]) => changed.replace(from, to), text);
}

/**
 * What came of it, for a table: all that was looked at (the text that is shown, the editor's model with its formats, the
 * caret, Ctrl+Z once, which leaves what was typed before, Ctrl+Y once), or what of it is wrong.
 */
export async function runCell(editor: EditorPage, cell: Cell): Promise<string> {
  await editor.reload();
  const start = await typeBefore(editor);
  await editor.select(...cell.selected);
  const text = await editor.capture();
  // As the panel does, which takes the focus.
  await leave(editor);
  const outcome = await editor[cell.act](cell.wanted(text ?? ''));
  if (outcome === null && cell.act === 'insertBelow' && !start.includes('\n')) return '– one line';
  const wanted = cell.expected(start);
  const written = await editor.model();
  const faults = [
    outcome === 'written' ? '' : String(outcome),
    wanted === start ? 'nothing to do' : '',
    (await editor.shown()) === shownOf(editor.name, written) ? '' : 'text',
    inLines(written) === inLines(wanted) ? '' : 'model',
    (await isCaretAt(editor, cell.caret)) ? '' : 'caret',
  ];
  faults.push(await faultOf(editor, 'undo', start), await faultOf(editor, 'redo', written));
  const wrong = faults.filter((fault) => fault !== '').join(', ');
  return wrong === '' ? '✓' : `✘ ${wrong}: ${inOneLine(written)} `;
}

/** With what stands there instead. */
async function faultOf(editor: EditorPage, act: 'undo' | 'redo', model: string): Promise<string> {
  await editor.press(act === 'undo' ? 'Control+z' : editor.redoKey);
  const isThere = await editor.holds(model, shownOf(editor.name, model));
  return isThere ? '' : `${act} (${inOneLine(await editor.model())})`;
}

function inOneLine(model: string): string {
  return model.replaceAll('\n', ' ¶ ');
}

/** A letter at the end, as a step of its own to undo. Gives the model with it. */
async function typeBefore(editor: EditorPage): Promise<string> {
  const model = await editor.model();
  await editor.select(model.endsWith('later') ? 'later' : 'weeks.');
  await editor.page.screen.type('x');
  // TinyMCE makes a step of what was typed only then.
  await leave(editor);
  await pause(stepMs[editor.name] ?? 100);
  const typed = await editor.model();
  if (typed !== `${model}x`) throw new Error(`Not typed: ${typed}`);
  return typed;
}

/** For how long an editor takes what is done as one step with what was done before. */
const stepMs: Record<string, number> = { quill: 1100, tiptap: 600, codemirror: 600, lexical: 400 };

function leave(editor: EditorPage): Promise<void> {
  return editor.page.evaluate("document.getElementById('elsewhere').focus()");
}

async function isCaretAt(editor: EditorPage, [before, after]: Cell['caret']): Promise<boolean> {
  const around = await editor.around();
  return (await editor.isCaret()) && around[0].endsWith(before) && around[1].startsWith(after);
}

/** A line break inside of a paragraph serves as well as another paragraph, where an editor has only one of them. */
function inLines(notation: string): string {
  return notation.replaceAll('⏎', '\n');
}

/** Line feeds between what an editor shows: its paragraphs, and the items of its lists. */
type Gaps = { readonly paragraphs: string; readonly items: string };

const close: Gaps = { paragraphs: '\n', items: '\n' };
const apart: Gaps = { paragraphs: '\n\n', items: '\n' };
const gapsIn: Record<string, Gaps> = {
  ...{ textarea: close, react: close, vue: close, angular: close, codemirror: close, draft: close },
  // Its items hold paragraphs.
  tiptap: { paragraphs: '\n\n', items: '\n\n' },
};

/** What an editor shows of its model. */
function shownOf(name: string, model: string): string {
  const { paragraphs, items } = gapsIn[name] ?? apart;
  // Slate's mention stands between two lines that are no text.
  const mention = name === 'slate' ? '$1\n\n' : '$1';
  const lines = model.split('\n');
  const gapAfter = (i: number) =>
    lines[i]?.startsWith('- ') && lines[i + 1]?.startsWith('- ') ? items : paragraphs;
  return lines
    .map((line, i) =>
      i + 1 < lines.length ? plain(line, mention) + gapAfter(i) : plain(line, mention),
    )
    .join('');
}

function plain(line: string, mention: string): string {
  return line
    .replace(/\{(.*?)\}/g, mention)
    .replace(/^- |[*[\]]/g, '')
    .replaceAll('⏎', '\n');
}

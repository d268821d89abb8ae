import { EditorPage } from './support/editors/editor-page.ts';
import { expect, test } from './support/sotto.ts';

/** What stands in an editor, and how it is read. */
const texts: readonly (readonly [html: string, text: string])[] = [
  ['  one \n two  ', 'one two'],
  ['<b>one </b> two', 'one two'],
  ['<div>one</div><div>two</div>', 'one\ntwo'],
  ['<div>one</div><div><br></div><div>two<br></div>', 'one\n\ntwo'],
  ['<p>one</p><p>two</p>', 'one\n\ntwo'],
  ['one<br>two<br>', 'one\ntwo'],
  ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
  ['<table><tr><td>one</td><td>two</td></tr></table>', 'one\ntwo'],
  ['<pre>one\n  two</pre>', 'one\n  two'],
  ['one&nbsp;two &nbsp; three', 'one two   three'],
  ['o\u200bn\u2060e\ufeff', 'one'],
  ['👩\u200d👩\u200d👧 می\u200cخواهم', '👩\u200d👩\u200d👧 می\u200cخواهم'],
  ['to <span contenteditable="false">@Ann  Lee</span>!', 'to @Ann Lee!'],
  ['one<img alt="two"> three', 'one three'],
  ['one<span style="display: none">two</span>', 'one'],
  ['<p><i contenteditable="false" style="position: absolute"></i>one</p><p>two</p>', 'one\n\ntwo'],
  ['one<span contenteditable="false" style="user-select: none">two</span>', 'one'],
  [
    'one<input value="two" type="password"><textarea>three</textarea><style>p { top: 0 }</style>',
    'one',
  ],
];

test('an editor is read as it is seen', async ({ sotto }) => {
  const editor = await EditorPage.openHtml(sotto, '<div id="it" contenteditable></div>');
  const found: (readonly [string, string | null])[] = [];
  for (const [html] of texts) {
    await editor.page.evaluate(
      `it.innerHTML = ${JSON.stringify(html)}; it.focus(); getSelection().collapse(it, 0)`,
    );
    found.push([html, await editor.capture()]);
  }
  expect(found).toEqual(texts);
  await sotto.close(editor.page);
});

const selections: readonly (readonly [from: string, to: string, text: string])[] = [
  ['a, 1', 'd, 2', 'ne two three fo'],
  ['c, 2', 'd, 0', 'hree'],
  ['d, 2', 'a, 1', 'ne two three fo'],
  ['it, 0', 'it, 1', 'one two three'],
];

test('of an editor, exactly what is selected is read', async ({ sotto }) => {
  const html = `<div id="it" contenteditable><p>one <b>two</b> three</p> <p>four</p></div>
<script>const [a, , c] = it.firstChild.childNodes; it.focus();</script>`;
  const editor = await EditorPage.openHtml(sotto, html);
  const found: (readonly [string, string, string])[] = [];
  for (const [from, to] of selections) {
    const d = 'const d = it.lastChild.firstChild';
    await editor.page.evaluate(`{ ${d}; getSelection().setBaseAndExtent(${from}, ${to}) }`);
    const text = (await editor.capture()) ?? '';
    found.push([from, to, text.replace(/\n+/g, ' ')]);
  }
  expect(found).toEqual(selections);
  await sotto.close(editor.page);
});

test('what is selected in an open shadow root of the page is read', async ({ sotto }) => {
  const html = `<div id="it"></div><script>
    const root = it.attachShadow({ mode: 'open' });
    root.innerHTML = '<p>one</p>';
    getSelection().setBaseAndExtent(root.firstChild.firstChild, 0, root.firstChild.firstChild, 3);
  </script>`;
  const editor = await EditorPage.openHtml(sotto, html);
  expect(await editor.capture()).toBe('one');
  expect(await editor.canWrite()).toBe(false);
  await sotto.close(editor.page);
});

import { EditorPage } from './support/editors/editor-page.ts';
import { held, openPage, start, wanted } from './support/editors/small-page.ts';
import { expect, test } from './support/sotto.ts';

for (const name of ['textarea', 'contenteditable', 'lexical', 'tiptap']) {
  test(`nothing is written over what was typed meanwhile into ${name}`, async ({ sotto }) => {
    const editor = await EditorPage.open(sotto, name);
    await editor.select('arch');
    const read = (await editor.capture()) ?? '';
    await editor.page.screen.type('!');
    const typed = await editor.model();
    expect(typed).toContain('arch!ive');
    expect(await editor.replace(read.replace('4', '5'))).toBe('outdated');
    expect(await editor.insertBelow('Another line.')).toBe('outdated');
    expect(await editor.model()).toBe(typed);
    await sotto.close(editor.page);
  });

  test(`what was typed elsewhere into ${name} moves what is replaced`, async ({ sotto }) => {
    const editor = await EditorPage.open(sotto, name);
    await editor.select('costs', 'euros');
    await editor.capture();
    await editor.select('The');
    await editor.page.screen.type('y say that the');
    expect(await editor.replace('costs 3,500 euros')).toBe('written');
    const model = await editor.model();
    expect(model).toContain('They say that the meeting on');
    expect(model).toContain('it costs 3,500 euros and');
    await sotto.close(editor.page);
  });
}

const twoSame: Record<string, (text: string) => string> = {
  'a field': (text) => `<textarea id="it">${text}</textarea>`,
  'an editor': (text) => `<p id="it" contenteditable>${text}</p>`,
};
const selectAt = (start: number) => `{
  const end = ${start} + 3;
  if (it.value) it.setSelectionRange(${start}, end);
  else getSelection().setBaseAndExtent(it.firstChild, ${start}, it.firstChild, end);
}`;

for (const [what, html] of Object.entries(twoSame))
  for (const [text, at] of [
    ['the cat saw the dog', 12],
    ['x the the y', 2],
  ] as const)
    test(`in ${what}, another word than the one that is gone is not replaced in "${text}"`, async ({
      sotto,
    }) => {
      const editor = await openPage(sotto, html(text), selectAt(at));
      expect(await editor.capture()).toBe('the');
      await editor.press('Backspace');
      const left = await held(editor);
      expect(left).toBe(text.slice(0, at) + text.slice(at + 3));
      expect(await editor.replace('a')).toBe('outdated');
      expect(await held(editor)).toBe(left);
      await sotto.close(editor.page);
    });

test('a field whose page keeps its own value refuses, and keeps it', async ({ sotto }) => {
  const keep = `it.addEventListener('input', () => { it.value = '${start}'; });`;
  const editor = await openPage(sotto, `<textarea id="it">${start}</textarea>`, keep);
  expect(await editor.capture()).toBe(start);
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  await sotto.close(editor.page);
});

test('a field that takes less than the whole refuses, and keeps what it had', async ({ sotto }) => {
  const html = `<textarea id="it" maxlength="${start.length}">${start}</textarea>`;
  const editor = await openPage(sotto, html);
  await editor.capture();
  expect(await editor.replace(`${wanted} And more than fits into it.`)).toBe('refused');
  expect(await held(editor)).toBe(start);
  await sotto.close(editor.page);
});

const editable = `<p id="it" contenteditable>${start}</p>`;

test('an editor that takes no text at all refuses, and keeps what it had', async ({ sotto }) => {
  const take = "it.addEventListener('beforeinput', (event) => event.preventDefault());";
  const editor = await openPage(sotto, editable, take);
  await editor.capture();
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  await sotto.close(editor.page);
});

test('an editor that makes something else of a text gets its own back', async ({ sotto }) => {
  const shout = `it.addEventListener('beforeinput', (event) => {
    if (event.isTrusted || !event.data) return;
    event.preventDefault();
    document.execCommand('insertText', false, event.data.toUpperCase() + '!');
  });`;
  const editor = await openPage(sotto, editable, shout);
  await editor.capture();
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  await sotto.close(editor.page);
});

test('it is told when an editor made something else of a text for good', async ({ sotto }) => {
  const shout = "it.addEventListener('input', () => { it.textContent += '!'; });";
  const editor = await openPage(sotto, editable, shout);
  await editor.capture();
  expect(await editor.replace(wanted)).toBe('altered');
  await sotto.close(editor.page);
});

test('an editor that only takes pastes is pasted to', async ({ sotto }) => {
  const take = `it.addEventListener('beforeinput', (event) => event.preventDefault());
  it.addEventListener('paste', (event) => {
    const range = getSelection().getRangeAt(0);
    range.deleteContents();
    range.insertNode(new Text(event.clipboardData.getData('text/plain')));
    it.normalize();
    event.preventDefault();
  });`;
  const editor = await openPage(sotto, editable, take);
  await editor.capture();
  expect(await editor.replace(wanted)).toBe('written');
  expect(await held(editor)).toBe(wanted);
  await sotto.close(editor.page);
});

test('an editor that is hidden meanwhile is not written to', async ({ sotto }) => {
  const editor = await openPage(sotto, editable);
  await editor.capture();
  await editor.page.evaluate("void (it.style.display = 'none')");
  expect(await editor.replace(wanted)).not.toBe('written');
  expect(await editor.page.evaluate('it.textContent')).toBe(start);
  await sotto.close(editor.page);
});

test('a field in an open shadow root in another is written to', async ({ sotto }) => {
  const build = `const inner = it.attachShadow({ mode: 'open' });
  inner.innerHTML = '<section></section>';
  const root = inner.firstChild.attachShadow({ mode: 'open' });
  root.innerHTML = '<textarea>${start}</textarea>';
  root.firstChild.focus();`;
  const editor = await openPage(sotto, '<div id="it"></div>', build);
  expect(await editor.capture()).toBe(start);
  expect(await editor.replace(wanted)).toBe('written');
  expect(await editor.page.evaluate('root.firstChild.value')).toBe(wanted);
  await sotto.close(editor.page);
});

const unwritable = {
  'a read-only field': `<textarea id="it" readonly>${start}</textarea>`,
  'an editor that is read-only for the while': `<p id="it" contenteditable aria-readonly="true">${start}</p>`,
  'what a canvas catches its keys with': `<textarea id="it" style="width: 1px; height: 1px; padding: 0">${start}</textarea>`,
  'a field that nobody sees': `<textarea id="it" style="opacity: 0">${start}</textarea>`,
  'an editor out of the page': `<p id="it" contenteditable style="position: absolute; left: -9999px">${start}</p>`,
  'a text of the page': `<p id="it" tabindex="0">${start}</p>`,
};

for (const [what, html] of Object.entries(unwritable))
  test(`${what} is read, and not written to`, async ({ sotto }) => {
    const editor = await openPage(
      sotto,
      html,
      'it.select ? it.select() : getSelection().selectAllChildren(it);',
    );
    expect(await editor.capture()).toBe(start);
    expect(await editor.canWrite()).toBe(false);
    await sotto.close(editor.page);
  });

const unread = {
  'a password': `<input id="it" type="password" value="${start}">`,
  'a code that is good once': `<input id="it" autocomplete="one-time-code" value="${start}">`,
  'the number of a card': `<input id="it" autocomplete="section-pay CC-Number" value="${start}">`,
  'a password that can be seen': `<input id="it" type="text" autocomplete="current-password" value="${start}">`,
  'a new password': `<textarea id="it" autocomplete="new-password">${start}</textarea>`,
  'a password that is shown, by its name': `<input id="it" name="user[Password]" value="${start}">`,
  'a field that draws dots': `<input id="it" style="-webkit-text-security: disc" value="${start}">`,
  'a large field that draws dots': `<textarea id="it" style="-webkit-text-security: circle">${start}</textarea>`,
};

for (const [what, html] of Object.entries(unread))
  test(`${what} is not read`, async ({ sotto }) => {
    const editor = await openPage(sotto, html, 'it.focus(); it.select?.();');
    expect(await editor.capture()).toBeNull();
    await sotto.close(editor.page);
  });

test('a password that is not called one is not read when its page shows it after it was asked for', async ({
  sotto,
}) => {
  const editor = await openPage(sotto, `<input id="it" type="password" value="${start}">`);
  expect(await editor.capture()).toBeNull();
  await editor.page.evaluate("it.type = 'text', it.select()");
  expect(await editor.capture()).toBeNull();
  await sotto.close(editor.page);
});

test('a text about passwords is read', async ({ sotto }) => {
  const html = `<textarea id="it" name="password-rules">${start}</textarea>`;
  const editor = await openPage(sotto, html);
  expect(await editor.capture()).toBe(start);
  await sotto.close(editor.page);
});

test('of a text that is not all drawn, what is selected is replaced, and the whole is only read', async ({
  sotto,
}) => {
  const editor = await EditorPage.open(sotto, 'codemirror-long');
  const model = await editor.model();
  await editor.select('Line 3');
  expect(await editor.capture()).toContain('Line 3 of');
  expect(await editor.canWrite()).toBe(false);
  await editor.press('Control+a');
  await editor.capture();
  expect(await editor.canWrite()).toBe(false);
  await editor.select('Line 3 of', 'Line 3 of');
  await editor.capture();
  expect(await editor.replace('Line 3 in')).toBe('written');
  expect(await editor.model()).toBe(model.replace('Line 3 of', 'Line 3 in'));
  await sotto.close(editor.page);
});

import { held, openPage, start, wanted } from './support/editors/small-page.ts';
import { expect, test } from './support/sotto.ts';

test('a field that gives its focus away refuses, and keeps what it had', async ({ sotto }) => {
  const editor = await openPage(sotto, `<textarea id="it">${start}</textarea>`);
  await editor.capture();
  // Not before: a tab that comes to the front gives its field the focus once more.
  await editor.page.evaluate("it.blur(), it.addEventListener('focus', () => it.blur())");
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  await sotto.close(editor.page);
});

const other = `<textarea id="other">Other.</textarea>`;
const named = "const other = document.querySelector('#other');";

test('where the page moves the focus on, neither field gets the text', async ({ sotto }) => {
  const field = `<textarea id="it">${start}</textarea>`;
  const editor = await openPage(sotto, field + other, named);
  await editor.capture();
  await editor.page.evaluate('other.focus(), void (it.onfocus = () => other.focus())');
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  expect(await editor.page.evaluate('other.value')).toBe('Other.');
  await sotto.close(editor.page);
});

test('what was not typed into a field is not undone in another', async ({ sotto }) => {
  const field = `<textarea id="it">${start}</textarea>`;
  // It draws what it makes of a text, once.
  const shout = "it.addEventListener('input', () => { it.value += '!'; }, { once: true });";
  const editor = await openPage(sotto, field + other, `${named} ${shout}`);
  await editor.capture();
  await editor.page.evaluate('other.focus(), void (it.onfocus = () => other.focus())');
  await editor.page.screen.type('More. ');
  const typed = await editor.page.evaluate('other.value');
  expect(await editor.replace(wanted)).toBe('refused');
  expect(await held(editor)).toBe(start);
  expect(await editor.page.evaluate('other.value')).toBe(typed);
  await sotto.close(editor.page);
});

for (const [what, html] of [
  ['a line', `<input id="it" size="60" maxlength="${start.length}" value="${start}">`],
  ['an area', `<textarea id="it" maxlength="${start.length}">${start}</textarea>`],
])
  test(`${what} that gives its focus away takes no more than a person may type`, async ({
    sotto,
  }) => {
    const editor = await openPage(sotto, html ?? '', '');
    await editor.capture();
    await editor.page.evaluate('it.blur(), void (it.onfocus = () => it.blur())');
    expect(await editor.replace(`${wanted} And more than fits into it.`)).toBe('refused');
    expect(await held(editor)).toBe(start);
    await sotto.close(editor.page);
  });

const unreachable = {
  hidden: "it.style.display = 'none'",
  disabled: 'it.disabled = true',
  'read-only': 'it.readOnly = true',
  inert: 'it.inert = true',
};

for (const [what, change] of Object.entries(unreachable))
  test(`a field that has become ${what} refuses, and keeps what it had`, async ({ sotto }) => {
    const editor = await openPage(sotto, `<textarea id="it">${start}</textarea>`);
    await editor.capture();
    // The panel has the focus then.
    await editor.page.evaluate(`it.blur(), void (${change})`);
    expect(await editor.replace(wanted)).toBe('refused');
    expect(await held(editor)).toBe(start);
    await sotto.close(editor.page);
  });

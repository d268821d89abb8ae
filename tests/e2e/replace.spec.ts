import { byPopup, finished, folded, panelShows } from './support/panel.ts';
import { expect, type Page, type Sotto, test } from './support/sotto.ts';

// Replacing is the same for every engine: summaries by the instant one are what is put back here.
test.use({ gpu: false });

const text =
  'The meeting on 4 May decided to move the archive. It costs 3,000 euros. Everybody agreed.';

const places = {
  input: {
    html: `<input value="${text}" size="80">`,
    read: "document.querySelector('input').value",
  },
  textarea: {
    html: `<textarea cols="80">${text}</textarea>`,
    read: "document.querySelector('textarea').value",
  },
  contenteditable: {
    html: `<div contenteditable role="textbox">${text}</div>`,
    read: "document.querySelector('div').innerText",
  },
};

/** A page with one field, and the panel with the summary of what the field holds. */
async function summarizedField(sotto: Sotto, html: string): Promise<Page> {
  const page = await sotto.open(sotto.pages.put('/field', html));
  await page.screen.click('textbox');
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  return page;
}

async function pressReplace(page: Page): Promise<void> {
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /^Replaced\./);
}

/** What is in the clipboard, as the page gets it from the person's own paste. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(`{
    const field = document.createElement('textarea');
    field.setAttribute('aria-label', 'Paste here');
    document.body.append(field);
    field.focus();
  }`);
  await page.screen.press('Control+v');
  return page.evaluate('document.querySelector(\'[aria-label="Paste here"]\').value');
}

for (const [name, { html, read }] of Object.entries(places)) {
  test(`the result takes the place of the text in ${name}, and Ctrl+Z brings it back`, async ({
    sotto,
  }) => {
    const page = await summarizedField(sotto, `<title>${name}</title>${html}`);
    const result = await page.result();
    await pressReplace(page);
    expect((await page.evaluate<string>(read)).replace(/\s+/g, ' ')).toBe(
      result.replace(/\s+/g, ' '),
    );
    await page.screen.press('Control+z');
    expect((await page.evaluate<string>(read)).trim()).toBe(text);
    await sotto.close(page);
  });

  test(`a second answer takes the place of the first in ${name}`, async ({ sotto }) => {
    const page = await summarizedField(sotto, `<title>${name}</title>${html}`);
    await pressReplace(page);
    await page.screen.click('combobox', 'Kind of summary');
    await page.screen.press('h');
    await page.screen.press('Enter');
    await panelShows(page, /^Done/m);
    const headline = await page.result();
    await pressReplace(page);
    expect(await page.evaluate<string>(read)).toBe(headline);
    await sotto.close(page);
  });
}

test('after Replace the focus is in the field, and Escape there closes the panel', async ({
  sotto,
}) => {
  const html = `<title>field</title><textarea cols="80">${text}</textarea>`;
  const page = await summarizedField(sotto, html);
  await pressReplace(page);
  expect(await page.evaluate('document.activeElement.localName')).toBe('textarea');
  await page.screen.press('Escape');
  await page.screen.waitForGone('dialog', /^Sotto: /);
  await sotto.close(page);
});

const field = `<textarea cols="80">${text}</textarea>`;
const layers = {
  'a popover': `<div popover>${field}</div><script>document.querySelector('div').showPopover()</script>`,
  'a popover around an open shadow root': `<div popover><p></p></div><script>
    document.querySelector('p').attachShadow({ mode: 'open' }).innerHTML = '${field}';
    document.querySelector('div').showPopover();
  </script>`,
  'a dialog that closes on clicks outside': `<dialog closedby="any">${field}</dialog><script>document.querySelector('dialog').show()</script>`,
};

for (const [name, html] of Object.entries(layers))
  test(`a click in the panel leaves ${name} open, and the field in it is replaced`, async ({
    sotto,
  }) => {
    const page = await summarizedField(sotto, `<!doctype html><title>layer</title>${html}`);
    const result = await page.result();
    await pressReplace(page);
    const held = await page.screen.text('textbox');
    expect(folded(held)).toContain(folded(result));
    await sotto.close(page);
  });

test('only the selected part of a field is replaced', async ({ sotto }) => {
  const html = `<title>part</title><textarea cols="80">Keep this. ${text} And this.</textarea>`;
  const page = await sotto.open(sotto.pages.put('/part', html));
  await page.screen.click('textbox');
  await page.evaluate(
    `document.querySelector('textarea').setSelectionRange(11, ${11 + text.length})`,
  );
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  await pressReplace(page);
  const value = await page.evaluate<string>("document.querySelector('textarea').value");
  expect(value).toMatch(/^Keep this\. - .* And this\.$/s);
  await sotto.close(page);
});

test('a field that changed meanwhile is left alone, and the result can be copied', async ({
  sotto,
}) => {
  const html = `<title>changed</title><textarea cols="80">${text}</textarea>`;
  const page = await summarizedField(sotto, html);
  const result = await page.result();
  await page.evaluate("void (document.querySelector('textarea').value = 'Something else.')");
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /has changed in the meantime/);
  expect(await page.evaluate("document.querySelector('textarea').value")).toBe('Something else.');
  await page.screen.click('button', 'Copy');
  await page.screen.waitFor('StaticText', 'Copied');
  expect(folded(await pasted(page))).toBe(folded(result));
  await sotto.close(page);
});

test('what an editor does not let in is left as it was, and copied instead', async ({ sotto }) => {
  const html = `<title>refusing</title>
    <div contenteditable role="textbox" onbeforeinput="event.preventDefault()">${text}</div>`;
  const page = await summarizedField(sotto, html);
  const result = await page.result();
  await page.screen.click('button', 'Replace');
  await page.screen.waitFor('StaticText', /doesn’t accept the text/);
  expect(await page.evaluate("document.querySelector('div').innerText")).toBe(text);
  expect(folded(await pasted(page))).toBe(folded(result));
  await sotto.close(page);
});

test('a double click on Insert below puts in one line and no more', async ({ sotto }) => {
  const page = await summarizedField(
    sotto,
    `<title>twice</title><div contenteditable role="textbox">${text}</div>`,
  );
  const result = await page.result();
  await page.screen.click('button', 'Insert below', { count: 2 });
  await page.screen.waitFor('StaticText', /^Inserted below\./);
  const value = await page.evaluate<string>("document.querySelector('div').innerText");
  expect(folded(value)).toBe(folded(`${text} ${result}`));
  await sotto.close(page);
});

test('a summary can stand below the text, and Ctrl+Z takes it out again', async ({ sotto }) => {
  const html = `<title>below</title><textarea cols="80" rows="9">${text}\nYours, A.</textarea>`;
  const page = await sotto.open(sotto.pages.put('/field', html));
  await page.evaluate(
    `document.querySelector('textarea').setSelectionRange(0, ${text.length}); document.querySelector('textarea').focus()`,
  );
  await byPopup(sotto, page, 'Summarize selection');
  await finished(page);
  const result = await page.result();
  await page.screen.click('button', 'Insert below');
  await page.screen.waitFor('StaticText', /^Inserted below\./);
  const value = await page.evaluate<string>("document.querySelector('textarea').value");
  expect(value.startsWith(`${text}\n`)).toBe(true);
  expect(value.endsWith('\nYours, A.')).toBe(true);
  expect(folded(value)).toBe(folded(`${text} ${result} Yours, A.`));
  await page.screen.press('Control+z');
  expect(await page.evaluate("document.querySelector('textarea').value")).toBe(
    `${text}\nYours, A.`,
  );
  await sotto.close(page);
});

test('text that only can be read, and a read-only field, offer no Replace', async ({ sotto }) => {
  const html = `<title>fixed</title><textarea readonly cols="80">${text}</textarea>`;
  const page = await summarizedField(sotto, html);
  expect(await page.screen.find('button', 'Copy')).toBeDefined();
  expect(await page.screen.find('button', 'Replace')).toBeUndefined();
  await sotto.close(page);
});

test('a password is never read', async ({ sotto }) => {
  const html = '<title>secret</title><input type="password" value="correct horse battery">';
  const page = await sotto.open(sotto.pages.put('/secret', html));
  await page.evaluate("document.querySelector('input').select()");
  await byPopup(sotto, page, 'Summarize selection');
  expect(await finished(page)).toContain('There is no text here.');
  await sotto.close(page);
});

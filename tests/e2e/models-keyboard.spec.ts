import { until } from '../../tools/browser/until.mjs';
import { test } from './support/fresh.ts';
import { cardSays, isReady, openOptions } from './support/models-page.ts';
import { expect, modelName, type Page } from './support/sotto.ts';

const held = 'params_shard_2.bin';
const patience = { timeoutMs: 60_000 };

async function hasFocus(options: Page, name: string): Promise<void> {
  let seen = '';
  await until(
    () => `“${name}” to have the focus. There was: ${seen}`,
    async () => {
      seen = await options.evaluate<string>(
        `(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().slice(0, 80)`,
      );
      return seen === name;
    },
    patience,
  );
}

/** On what has the focus. */
async function press(options: Page, key: string, next: string): Promise<void> {
  await options.screen.press(key);
  await hasFocus(options, next);
}

test('the keyboard’s focus stays in a model’s card, whatever is done there', async ({
  fresh,
  host,
}) => {
  host.answer(held, 'held');
  const options = await openOptions(fresh);
  const offer = `Download ${modelName}…`;
  await options.screen.waitFor('button', offer, patience);
  await options.evaluate(
    `[...document.querySelectorAll('button')].find((it) => it.textContent === '${offer}').focus()`,
  );
  await press(options, 'Enter', 'Download');
  await press(options, 'Tab', 'Cancel');
  await press(options, 'Enter', offer);
  await press(options, 'Enter', 'Download');
  await press(options, 'Enter', 'Pause');
  await until('the shard to be held', () => host.isHolding(held));
  await press(options, 'Enter', 'Resume');
  host.answer(held, 'whole');
  await press(options, 'Enter', `Answer with ${modelName}`);
  await isReady(options);
  await press(options, 'Tab', `Verify ${modelName}`);
  await press(options, 'Enter', `Answer with ${modelName}`);
  await press(options, 'Tab', `Verify ${modelName}`);
  await press(options, 'Tab', `Delete ${modelName}`);
  await press(options, 'Enter', 'Cancel');
  await press(options, 'Shift+Tab', 'Delete');
  await press(options, 'Enter', offer);
  await cardSays(options, 'Not downloaded');
  expect(await options.screen.find('alert')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { GrowingText } from '../../../tools/start/say.mjs';

function printed(use: (text: GrowingText) => void): string {
  let output = '';
  use(
    new GrowingText((piece) => {
      output += piece;
    }),
  );
  return output;
}

it('prints only what is new', () => {
  const output = printed((text) => {
    for (const soFar of ['- one', '- one', '- one\n- tw', '- one\n- two']) text.show(soFar);
    text.endLine();
  });
  expect(output).toBe('    - one\n    - two\n');
});

it('begins anew where the text became another one', () => {
  const output = printed((text) => {
    text.show('a draft');
    text.show('The model');
    text.show('The model’s');
  });
  expect(output).toBe('    a draft\n    The model’s');
});

it('does not repeat itself after an interruption', () => {
  const output = printed((text) => {
    text.show('a draft');
    text.endLine();
    text.show('a draft');
    text.endLine();
    text.show('a draft, longer');
  });
  expect(output).toBe('    a draft\n    , longer');
});

it('repeats a text that another one wrote', () => {
  const output = printed((text) => {
    text.show('The same.');
    text.startAnew();
    text.show('The same.');
  });
  expect(output).toBe('    The same.\n    The same.');
});

import { expect, it } from 'vitest';
import { buildPrompt } from '../../../src/core/prompts.ts';
import {
  type ModelChoice,
  rewriteStyles,
  summaryLengths,
  summaryTypes,
} from '../../../src/core/tools.ts';

const choices: Record<string, ModelChoice> = Object.fromEntries([
  ...summaryTypes.flatMap((type) =>
    summaryLengths.map((length) => [`${type} ${length}`, { tool: 'summarize', type, length }]),
  ),
  ...rewriteStyles.map((style) => [
    `rewrite ${style}`,
    { tool: 'rewrite', style, instruction: '{instruction}.' },
  ]),
]);

const prompts = ['en', 'und', 'de'].flatMap((language) =>
  Object.entries(choices).map(([choice, asked]) => {
    const { system, user } = buildPrompt({ choice: asked, text: '{text}', language }, 0);
    return { choice, system, user };
  }),
);

// After a change of the prompts: `npx vitest run tests/tools/test-model -u`, and train the model again. Untrained it still
// answers, but what a demo shows may become hard to read.
it('the test model is trained on the prompts that the product sends', async () => {
  await expect(`${JSON.stringify(prompts, null, 2)}\n`).toMatchFileSnapshot(
    '../../../tools/test-model/training/prompts.json',
  );
});

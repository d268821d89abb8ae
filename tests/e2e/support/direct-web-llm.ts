import { resolve } from 'node:path';
import { cleanAnswer } from '../../../src/core/clean.ts';
import { buildPrompt, type Prompt } from '../../../src/core/prompts.ts';
import type { Task } from '../../../src/core/tools.ts';
import { estimateTokens } from '../../../src/core/window.ts';
import {
  type DirectAnswer,
  directPage,
  directPageFiles,
} from '../../../tools/local-model/direct-page.mjs';
import { localModelPort } from '../../../tools/local-model/port.mjs';
import { paragraph } from './article.ts';
import { folded } from './panel.ts';
import { modelName, type Sotto } from './sotto.ts';

/** WebLLM in a plain web page, without any of Sotto: what it answers is what Sotto's engine has to answer. */
type DirectWebLlm = {
  readonly answer: (prompt: Prompt) => Promise<DirectAnswer>;
  readonly close: () => Promise<void>;
};

async function openDirectWebLlm(sotto: Sotto): Promise<DirectWebLlm> {
  const { pages } = sotto;
  const model = `http://127.0.0.1:${localModelPort}/${modelName}`;
  for (const [name, content] of Object.entries(directPageFiles(resolve('.'), model)))
    pages.put(
      `/${name}`,
      content,
      name.endsWith('.js') ? { 'content-type': 'text/javascript' } : {},
    );
  const page = await sotto.open(pages.urlOn('localhost', `/${directPage}`));
  await page.evaluate('globalThis.ready');
  return {
    answer: (prompt) => page.evaluate<DirectAnswer>(`globalThis.answer(${JSON.stringify(prompt)})`),
    close: () => sotto.close(page),
  };
}

/** What the panel has to show of the article's first paragraph: WebLLM's own answers to the same prompts, cleaned. */
export async function directAnswers(
  sotto: Sotto,
  ...choices: readonly Task['choice'][]
): Promise<string[]> {
  const direct = await openDirectWebLlm(sotto);
  const answers: string[] = [];
  for (const choice of choices) {
    const task = { choice, text: paragraph, language: 'en' };
    const { text } = await direct.answer(buildPrompt(task, estimateTokens(paragraph)));
    answers.push(folded(cleanAnswer(text, task)));
  }
  await direct.close();
  return answers;
}

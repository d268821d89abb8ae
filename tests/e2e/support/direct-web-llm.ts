import { resolve } from 'node:path';
import type { Prompt } from '../../../src/core/prompts.ts';
import {
  type DirectAnswer,
  directPage,
  directPageFiles,
} from '../../../tools/local-model/direct-page.mjs';
import { localModelPort } from '../../../tools/local-model/port.mjs';
import { modelName, type Sotto } from './sotto.ts';

/** WebLLM in a plain web page, without any of Sotto: what it answers is what Sotto's engine has to answer. */
export type DirectWebLlm = {
  readonly answer: (prompt: Prompt) => Promise<DirectAnswer>;
  readonly close: () => Promise<void>;
};

export async function openDirectWebLlm(sotto: Sotto): Promise<DirectWebLlm> {
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

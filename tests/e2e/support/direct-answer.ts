import { cleanAnswer } from '../../../src/core/clean.ts';
import { buildPrompt } from '../../../src/core/prompts.ts';
import type { Task } from '../../../src/core/tools.ts';
import { estimateTokens } from '../../../src/core/window.ts';
import { paragraph } from './article.ts';
import { openDirectWebLlm } from './direct-web-llm.ts';
import { folded } from './panel.ts';
import type { Sotto } from './sotto.ts';

/** What the panel has to show of the article's first paragraph: WebLLM's own answer to the same prompt, cleaned. */
export async function directAnswer(sotto: Sotto, choice: Task['choice']): Promise<string> {
  const direct = await openDirectWebLlm(sotto);
  const task = { choice, text: paragraph, language: 'en' };
  const { text } = await direct.answer(buildPrompt(task, estimateTokens(paragraph)));
  await direct.close();
  return folded(cleanAnswer(text, task));
}

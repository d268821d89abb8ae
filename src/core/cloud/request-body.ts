import { buildPrompt } from '../prompts.ts';
import type { Task } from '../tools.ts';
import { estimateTokens } from '../window.ts';
import type { ServerName } from './settings.ts';

/** Models that think first do it within the same limit. */
const thinkingTokens = 2048;

/**
 * The body of a request, to the byte: what the person is shown before sending and what is sent are both this. Indented
 * so that it can be read.
 */
export function requestBody(server: ServerName, task: Task): string {
  const { system, user, temperature, maxTokens } = buildPrompt(task, estimateTokens(task.text));
  const limit = maxTokens + thinkingTokens;
  const body = {
    model: server.model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    stream: true,
    // OpenAI's newer models refuse the older name of the limit and every temperature but their own.
    ...(server.host === 'api.openai.com'
      ? { max_completion_tokens: limit }
      : { temperature, max_tokens: limit }),
  };
  return JSON.stringify(body, null, 2);
}

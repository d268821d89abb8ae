import { expect, it } from 'vitest';
import { chatRequest } from '../../../src/worker/cpu/chat-request.ts';

const prompt = { system: 'Be brief.', user: 'Sum up: …', temperature: 0.2, maxTokens: 60 };

it('asks those alone for no thought that think aloud', () => {
  expect(chatRequest(prompt, true).chat_template_kwargs).toEqual({ enable_thinking: false });
  expect(chatRequest(prompt, false)).not.toHaveProperty('chat_template_kwargs');
});

it('asks for a stream of at most so many tokens, and reads nothing twice', () => {
  expect(chatRequest(prompt, false)).toEqual({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Sum up: …' },
    ],
    stream: true,
    temperature: 0.2,
    max_tokens: 60,
    cache_prompt: true,
  });
});

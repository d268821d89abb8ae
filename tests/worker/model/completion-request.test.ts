import { expect, it } from 'vitest';
import { completionRequest } from '../../../src/worker/model/completion-request.ts';

const prompt = { system: 'Be brief.', user: 'Sum up: …', temperature: 0.2, maxTokens: 60 };

it('asks for an empty thought of those alone that think aloud', () => {
  expect(completionRequest(prompt, true).extra_body).toEqual({ enable_thinking: false });
  expect(completionRequest(prompt, false).extra_body).toEqual({});
});

it('asks for a stream of at most so many tokens, counted at its end', () => {
  expect(completionRequest(prompt, false)).toMatchObject({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Sum up: …' },
    ],
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0.2,
    max_tokens: 60,
  });
});

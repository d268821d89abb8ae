import type { Prompt } from '../../core/prompts.ts';

/** What llama.cpp is asked for, by the chat template that the model's file brings. What it read last time it does not read again. */
export function chatRequest(prompt: Prompt, thinks: boolean) {
  return {
    messages: [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ],
    stream: true as const,
    temperature: prompt.temperature,
    max_tokens: prompt.maxTokens,
    cache_prompt: true,
    ...(thinks ? { chat_template_kwargs: { enable_thinking: false } } : {}),
  };
}

import type { Prompt } from '../../core/prompts.ts';

/** What WebLLM is asked for, of a model that writes down what it thinks or of another. */
export function completionRequest(prompt: Prompt, thinks: boolean) {
  return {
    messages: [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ],
    stream: true as const,
    stream_options: { include_usage: true },
    temperature: prompt.temperature,
    max_tokens: prompt.maxTokens,
    // WebLLM begins the answer of any model with an empty thought for it. `resumable` is never set: it writes the prompt to disk.
    extra_body: thinks ? { enable_thinking: false } : {},
  };
}

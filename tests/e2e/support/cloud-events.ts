/** The server-sent events of an OpenAI-compatible stream, each with its blank line. */

export const doneEvent = 'data: [DONE]\n\n';

export const usage = { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 };

const chunkHead = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'test-model',
};

export function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

export function chunk(delta: Record<string, unknown>, finishReason: string | null = null): unknown {
  return { ...chunkHead, choices: [{ index: 0, delta, finish_reason: finishReason }] };
}

export function pieceEvents(pieces: readonly string[]): string[] {
  return pieces.map((content) => event(chunk({ content })));
}

/** What comes after the last piece. `length` stands for an answer that the token limit ended. */
export function endEvents(finishReason: 'stop' | 'length' = 'stop'): string[] {
  return [event(chunk({}, finishReason)), event({ ...chunkHead, choices: [], usage }), doneEvent];
}

export function answerEvents(pieces: readonly string[]): string[] {
  return [event(chunk({ role: 'assistant', content: '' })), ...pieceEvents(pieces), ...endEvents()];
}

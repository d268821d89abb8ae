import type { CloudServer } from '../../e2e/support/cloud-server.ts';

export const requestBody = JSON.stringify({ model: 'test-model', stream: true, messages: [] });

export function ask(cloud: CloudServer, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer key' };
  return fetch(`${cloud.base}/chat/completions`, {
    method: 'POST',
    headers,
    body: requestBody,
    ...init,
  });
}

/** What arrived until the connection ended or `signal` aborted. */
export async function bytesOf(response: Response, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  signal?.addEventListener('abort', () => void reader?.cancel());
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || !value) break;
      chunks.push(value);
    }
  } catch {
    // What came before the connection broke is what is asked for.
  }
  return Buffer.concat(chunks);
}

/** The text of all deltas, by rules that are the specification's and nothing else's. */
export function textOf(stream: string): string {
  return dataOf(stream)
    .filter((data) => data !== '[DONE]')
    .flatMap((data) => JSON.parse(data).choices ?? [])
    .map((choice) => choice.delta?.content ?? '')
    .join('');
}

/** The data of each event. */
export function dataOf(stream: string): string[] {
  return stream
    .split(/(?:\r\n|\r|\n){2}/)
    .map((block) => block.split(/\r\n|\r|\n/).filter((line) => line.startsWith('data:')))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.slice(5).replace(/^ /, '')).join('\n'));
}

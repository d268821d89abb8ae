import type { Receipt } from '../../src/core/receipt.ts';
import type { Answer } from '../../src/protocol/contract.ts';

const shared = {
  ...{ truncated: false, wordsRead: 2, wordsTotal: 2, masking: null },
  traffic: { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false },
};

export const modelReceipt: Receipt = {
  ...{ ...shared, engine: 'web-llm', model: 'Qwen3 0.6B', tokens: 9, elapsedMs: 1200 },
};

/** What the instant engine answers. */
export function draftOf(result: string): Answer {
  const receipt = { engine: 'instant', model: null, tokens: null, elapsedMs: 12 } as const;
  return { result, receipt: { ...shared, ...receipt } };
}

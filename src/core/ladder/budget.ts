import type { Speed } from '../models/speed.ts';
import type { EngineId } from '../receipt.ts';

/** On the CPU nobody is to wait longer than this for the first word. */
const firstWordMs = 20_000;

/** Of a device that was never measured: two slow cores read 18 tokens of a small model in a second. */
const unmeasuredPrefill = 15;

/** Instruction and chat template, which are read before the text. */
const promptTokens = 128;

/** Below this there is no sense in asking at all. */
const leastTokens = 64;

/** Tokens of a text that an engine can read in time; null: no limit but its window. */
export function readableTokens(engine: EngineId, speed: Speed | null): number | null {
  if (engine !== 'cpu') return null;
  const inTime = Math.floor(((speed?.prefill ?? unmeasuredPrefill) * firstWordMs) / 1000);
  return Math.max(leastTokens, inTime - promptTokens);
}

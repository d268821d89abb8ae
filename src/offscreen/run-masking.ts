import { redact } from '../core/redact/redact.ts';
import { countWords } from '../core/text/count-words.ts';
import type { Configuration, RunEvent } from '../protocol/contract.ts';
import type { Meter } from './meter.ts';

/** "Make safe to share": the text with its personal data masked, by rules and here. */
export function runMasking(
  { settings }: Configuration,
  meter: Meter,
  text: string,
): Extract<RunEvent, { type: 'done' }> {
  const begin = performance.now();
  const { text: result, masked } = redact(text, settings.privateWords);
  const words = countWords(text);
  return {
    type: 'done',
    result,
    receipt: {
      engine: 'mask',
      model: null,
      tokens: null,
      truncated: false,
      wordsRead: words,
      wordsTotal: words,
      traffic: meter.read(),
      masking: { masked, missing: [] },
      elapsedMs: performance.now() - begin,
    },
  };
}

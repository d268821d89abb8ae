import type { ErrorCode } from '../core/errors.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { Fallback } from '../protocol/contract.ts';
import { engineName } from './engine-words.ts';
import { errorText } from './texts.ts';

/** What became of a model, where Sotto itself knows what to do: no advice for the person. */
const reasonTexts: Partial<Record<ErrorCode, MessageKey>> = {
  'device-lost': 'reason_device_lost',
  'out-of-memory': 'reason_out_of_memory',
  gibberish: 'reason_gibberish',
  disconnected: 'reason_disconnected',
  'engine-silent': 'reason_engine_silent',
  'corrupt-model': 'reason_corrupt_model',
};

/** Why an engine did not answer, and what does instead, or did. */
export function fallbackText({ code, next }: Fallback, isRunning: boolean): string {
  switch (next.kind) {
    case 'again':
      return t(isRunning ? 'note_loading_again' : 'note_loaded_again', reason(code), next.model);
    case 'smaller':
      return t(isRunning ? 'note_smaller' : 'note_smaller_done', reason(code), next.model);
    case 'engine':
      return t(isRunning ? 'note_engine' : 'note_engine_done', reason(code), engineName(next));
    case 'instant':
      return instantText(code);
  }
}

function instantText(code: ErrorCode): string {
  if (code === 'no-model') return t('note_instant_no_model');
  if (code === 'no-gpu') return t('note_instant_no_gpu');
  return t('note_fallback', errorText(code));
}

function reason(code: ErrorCode): string {
  return t(reasonTexts[code] ?? 'reason_unexpected');
}

import type { ErrorCode } from '../core/errors.ts';
import type { Choice } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import type { Fallback } from '../protocol/contract.ts';
import { engineName, reasonText } from './engine-words.ts';

type Asked = { readonly choice: Choice | null; readonly isRunning: boolean };

/** Why an engine did not answer, and what does instead, or did. */
export function fallbackText({ code, next }: Fallback, { choice, isRunning }: Asked): string {
  switch (next.kind) {
    case 'again':
      return t(
        isRunning ? 'note_loading_again' : 'note_loaded_again',
        reasonText(code),
        next.model,
      );
    case 'smaller':
      return t(isRunning ? 'note_smaller' : 'note_smaller_done', reasonText(code), next.model);
    case 'engine':
      return t(isRunning ? 'note_engine' : 'note_engine_done', choiceText(code), engineName(next));
    case 'instant':
      return t(
        choice?.tool === 'proofread' ? 'note_instant_rules' : 'note_instant_sentences',
        reasonText(code),
      );
  }
}

/** Only an engine that the options name is missed where another one has a model. */
function choiceText(code: ErrorCode): string {
  return code === 'no-model' ? t('reason_chosen_not_ready') : reasonText(code);
}

import type { Choice } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { isRunning, type JobState } from '../ui/job-state.ts';

export type PanelActions = {
  readonly choose: (choice: Choice) => void;
  readonly stop: () => void;
  readonly again: () => void;
  readonly copy: () => void;
  readonly replace: (() => void) | null;
  readonly getModel: () => void;
  readonly close: () => void;
};

type Props = { readonly state: JobState; readonly actions: PanelActions };

/** What can be done with the result now. A draft can be copied while the model still writes. */
export function PanelButtons({ state, actions }: Props) {
  const running = isRunning(state);
  const hasText = state.text !== '';
  return (
    <footer>
      {running && (
        <button type="button" onClick={actions.stop}>
          {t('button_stop')}
        </button>
      )}
      {!running && (
        <button type="button" onClick={actions.again}>
          {t('button_again')}
        </button>
      )}
      {hasText && (
        <button type="button" onClick={actions.copy}>
          {t('button_copy')}
        </button>
      )}
      {hasText && !running && actions.replace && (
        <button type="button" class="primary" onClick={actions.replace}>
          {t('button_replace')}
        </button>
      )}
    </footer>
  );
}

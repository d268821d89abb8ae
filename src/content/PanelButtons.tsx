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
      {/* One button with two meanings: two would drop the keyboard's focus each time one takes the other's place. */}
      {state.phase !== 'idle' && (
        <button type="button" onClick={running ? actions.stop : actions.again}>
          {t(running ? 'button_stop' : 'button_again')}
        </button>
      )}
      {hasText && (
        <button type="button" onClick={actions.copy}>
          {t('button_copy')}
        </button>
      )}
      {isWhole(state) && actions.replace && (
        <button type="button" class="primary" onClick={actions.replace}>
          {t('button_replace')}
        </button>
      )}
    </footer>
  );
}

/** Half an answer in place of a whole text would lose the rest of it. */
function isWhole({ phase, receipt }: JobState): boolean {
  return phase === 'done' && receipt?.truncated === false;
}

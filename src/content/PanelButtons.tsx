import type { Route, ServerName } from '../core/cloud/settings.ts';
import type { Choice } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { isRunning, type JobState } from '../ui/job-state.ts';
import { RouteButton } from '../ui/RouteButton.tsx';

export type PanelActions = {
  readonly choose: (choice: Choice) => void;
  readonly stop: () => void;
  readonly again: () => void;
  readonly copy: () => void;
  readonly replace: (() => void) | null;
  readonly changeRoute: (route: Route) => void;
  readonly approve: (text: string) => void;
  readonly edit: (text: string) => void;
  readonly decline: () => void;
  /** Null in a private window, which leaves no rule behind. */
  readonly never: (() => void) | null;
  readonly getModel: () => void;
  readonly close: () => void;
};

type Props = {
  readonly state: JobState;
  readonly actions: PanelActions;
  /** Null where there is none, or where it cannot do what was asked. */
  readonly server: ServerName | null;
};

/** What can be done with the result now. A draft can be copied while the model still writes. */
export function PanelButtons({ state, actions, server }: Props) {
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
      {state.phase !== 'idle' && (
        <RouteButton route={state.route} server={server} onChange={actions.changeRoute} />
      )}
    </footer>
  );
}

/** Half an answer in place of a whole text would lose the rest of it. */
function isWhole({ phase, receipt }: JobState): boolean {
  return phase === 'done' && receipt?.truncated === false;
}

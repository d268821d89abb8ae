import { useSignal } from '@preact/signals';
import type { Route, ServerName } from '../core/cloud/settings.ts';
import { t } from '../platform/text.ts';
import { ConsentView } from '../ui/ConsentView.tsx';
import { copy } from '../ui/clipboard.ts';
import type { Job } from '../ui/job.ts';
import { isRunning, type JobState, textToSend } from '../ui/job-state.ts';
import { ResultView } from '../ui/ResultView.tsx';
import { RouteButton } from '../ui/RouteButton.tsx';
import { engineText } from '../ui/texts.ts';

type Props = {
  readonly job: Job;
  readonly server: ServerName | null;
  readonly onDecline: () => void;
  readonly onAsk: (route: Route) => void;
  readonly onGetModel: () => void;
};

/** What became of the text in the popup, and what can be done with it. */
export function Answer({ job, server, onDecline, onAsk, onGetModel }: Props) {
  const copied = useSignal<{ of: JobState; done: boolean } | null>(null);
  const state = job.state.value;
  const running = isRunning(state);
  const copyText = async () => {
    copied.value = { of: state, done: await copy(state.text) };
  };
  // Of what stands there now: the next answer is not copied yet.
  const notice =
    copied.value?.of === state
      ? t(copied.value.done ? 'status_copied' : 'status_copy_failed')
      : null;
  if (state.phase === 'idle') return null;
  if (state.consent)
    return (
      <>
        <p class="status" role="status">
          {t('status_consent')}
        </p>
        <ConsentView
          key={state.consent.ticket}
          preview={state.consent.preview}
          text={textToSend(state)}
          onEdit={job.edit}
          onSend={job.approve}
          onCancel={onDecline}
          onNever={null}
        />
      </>
    );
  return (
    <>
      {state.engine && <p class="status">{engineText(state)}</p>}
      <ResultView state={state} notice={notice} onGetModel={onGetModel} />
      <footer>
        <button type="button" onClick={running ? job.stop : () => onAsk(state.route)}>
          {t(running ? 'button_stop' : 'button_again')}
        </button>
        {state.text !== '' && (
          <button type="button" onClick={() => void copyText()}>
            {t('button_copy')}
          </button>
        )}
        <RouteButton route={state.route} server={server} onChange={onAsk} />
      </footer>
    </>
  );
}

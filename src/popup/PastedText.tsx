import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { ChoiceBar } from '../ui/ChoiceBar.tsx';
import { copy } from '../ui/clipboard.ts';
import { createJob, type Job } from '../ui/job.ts';
import { isRunning, type JobState } from '../ui/job-state.ts';
import { ResultView } from '../ui/ResultView.tsx';
import { engineText } from '../ui/texts.ts';

const titles = { summarize: 'popup_summarize_text', rewrite: 'popup_rewrite_text' } as const;

type Props = {
  /** A text that the service worker could not show in its page, with what was asked. */
  readonly given: { readonly text: string; readonly choice: Choice } | null;
  readonly choices: readonly Choice[];
  readonly onGetModel: () => void;
};

/** A text from anywhere: pasted, or out of a page that takes no scripts. The result can only be copied. */
export function PastedText({ given, choices, onGetModel }: Props) {
  const job = useMemo(createJob, []);
  const text = useSignal(given?.text ?? '');
  const choice = useSignal<Choice | null>(null);
  const ask = (chosen: Choice) => {
    choice.value = chosen;
    if (lacksInstruction(chosen)) job.reset();
    else void job.start(async () => ({ choice: chosen, text: text.value }));
  };
  useEffect(() => {
    if (given) ask(given.choice);
  }, []);
  return (
    <>
      <h2>{t('popup_or_paste')}</h2>
      <textarea
        aria-label={t('popup_text')}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
      <footer>
        {choices.map((offered) => (
          <button
            type="button"
            key={offered.tool}
            disabled={text.value.trim() === ''}
            onClick={() => ask(offered)}
          >
            {t(titles[offered.tool])}
          </button>
        ))}
      </footer>
      {choice.value && <ChoiceBar choice={choice.value} onChange={ask} />}
      {choice.value && (
        <Answer
          job={job}
          onAgain={() => choice.value && ask(choice.value)}
          onGetModel={onGetModel}
        />
      )}
    </>
  );
}

type AnswerProps = {
  readonly job: Job;
  readonly onAgain: () => void;
  readonly onGetModel: () => void;
};

function Answer({ job, onAgain, onGetModel }: AnswerProps) {
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
  return (
    <>
      {state.engine && <p class="status">{engineText(state.engine, state.model)}</p>}
      <ResultView state={state} notice={notice} onGetModel={onGetModel} />
      <footer>
        <button type="button" onClick={running ? job.stop : onAgain}>
          {t(running ? 'button_stop' : 'button_again')}
        </button>
        {state.text !== '' && (
          <button type="button" onClick={() => void copyText()}>
            {t('button_copy')}
          </button>
        )}
      </footer>
    </>
  );
}

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { ChoiceBar } from '../ui/ChoiceBar.tsx';
import { copy } from '../ui/clipboard.ts';
import { createJob } from '../ui/job.ts';
import { isRunning } from '../ui/job-state.ts';
import { ResultView } from '../ui/ResultView.tsx';
import { engineText } from '../ui/texts.ts';

const titles = { summarize: 'popup_summarize_text', rewrite: 'popup_rewrite_text' } as const;

type Props = {
  /** A text that the service worker could not show in its page. */
  readonly given: string;
  readonly choices: readonly Choice[];
  readonly onGetModel: () => void;
};

/** A text from anywhere: pasted, or out of a page that takes no scripts. The result can only be copied. */
export function PastedText({ given, choices, onGetModel }: Props) {
  const job = useMemo(createJob, []);
  const text = useSignal(given);
  const choice = useSignal<Choice | null>(null);
  const ask = (chosen: Choice) => {
    choice.value = chosen;
    if (lacksInstruction(chosen)) job.reset();
    else void job.start(async () => ({ choice: chosen, text: text.value }));
  };
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
          <button type="button" key={offered.tool} onClick={() => ask(offered)}>
            {t(titles[offered.tool])}
          </button>
        ))}
      </footer>
      {choice.value && <ChoiceBar choice={choice.value} onChange={ask} />}
      <Answer job={job} onGetModel={onGetModel} />
    </>
  );
}

type AnswerProps = { readonly job: ReturnType<typeof createJob>; readonly onGetModel: () => void };

function Answer({ job, onGetModel }: AnswerProps) {
  const copied = useSignal<boolean | null>(null);
  const state = job.state.value;
  const copyText = async () => {
    copied.value = await copy(state.text);
  };
  return (
    <>
      {state.engine && <p class="status">{engineText(state.engine, state.model)}</p>}
      <ResultView state={state} onGetModel={onGetModel} />
      <footer>
        {isRunning(state) && (
          <button type="button" onClick={job.stop}>
            {t('button_stop')}
          </button>
        )}
        {state.text !== '' && (
          <button type="button" onClick={() => void copyText()}>
            {t('button_copy')}
          </button>
        )}
      </footer>
      {copied.value !== null && (
        <p class="notice" role="status">
          {t(copied.value ? 'status_copied' : 'status_copy_failed')}
        </p>
      )}
    </>
  );
}

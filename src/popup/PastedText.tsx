import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type CloudSettings, type Route, serverFor } from '../core/cloud/settings.ts';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import type { Handover } from '../platform/handover.ts';
import { t } from '../platform/text.ts';
import { ChoiceBar } from '../ui/ChoiceBar.tsx';
import { createJob } from '../ui/job.ts';
import { Answer } from './Answer.tsx';

const titles = {
  summarize: 'popup_summarize_text',
  rewrite: 'popup_rewrite_text',
  share: 'popup_share',
} as const;

type Props = {
  /** A text that the service worker could not show in its page, with what was asked. */
  readonly given: Pick<Handover, 'text' | 'choice' | 'origin'> | null;
  readonly choices: readonly Choice[];
  readonly cloud: CloudSettings;
  readonly onGetModel: () => void;
};

/** A text from anywhere: pasted, or out of a page that takes no scripts. The result can only be copied. */
export function PastedText({ given, choices, cloud, onGetModel }: Props) {
  const job = useMemo(createJob, []);
  const text = useSignal(given?.text ?? '');
  const choice = useSignal<Choice | null>(null);
  const server = serverFor(cloud, given?.origin.sites ?? []);
  // A text that came here by itself waits for a click before anybody else is asked.
  const route = useRef<Route>(server && !given ? cloud.route : 'device');
  const ask = (chosen: Choice) => {
    choice.value = chosen;
    if (lacksInstruction(chosen)) job.reset();
    else {
      const asked = chosen.tool === 'share' ? 'device' : route.current;
      void job.start(asked, async () => ({
        ...{ choice: chosen, text: text.value },
        origin: given?.origin,
      }));
    }
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
          server={choice.value.tool === 'share' ? null : server}
          onDecline={() => {
            job.decline();
            choice.value = job.state.value.choice ?? choice.value;
          }}
          onAsk={(next) => {
            route.current = next;
            if (choice.value) ask(choice.value);
          }}
          onGetModel={onGetModel}
        />
      )}
    </>
  );
}

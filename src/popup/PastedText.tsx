import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CloudSettings } from '../core/cloud/settings.ts';
import type { Choice } from '../core/tools.ts';
import type { Handover } from '../platform/handover.ts';
import { t } from '../platform/text.ts';
import type { Wish } from './AnswerPane.tsx';

const titles = {
  summarize: 'popup_summarize_text',
  rewrite: 'popup_rewrite_text',
  proofread: 'popup_proofread_text',
  share: 'popup_share',
} as const;

type Props = {
  /** A text that the service worker could not show in its page, with what was asked. */
  readonly given: Pick<Handover, 'text' | 'choice' | 'origin'> | null;
  readonly choices: readonly Choice[];
  readonly cloud: CloudSettings;
  readonly onGetModel: () => void;
  readonly onAsk: () => void;
};

/** A text from anywhere: pasted, or out of a page that takes no scripts. The result can only be copied. */
export function PastedText({ given, choices, cloud, onGetModel, onAsk }: Props) {
  const text = useSignal(given?.text ?? '');
  const wish = useSignal<Wish | null>(null);
  const pane = useSignal<typeof import('./AnswerPane.tsx') | null>(null);
  const ask = async (choice: Choice) => {
    wish.value = { choice };
    onAsk();
    pane.value ??= await import('./AnswerPane.tsx');
  };
  useEffect(() => {
    if (given) void ask(given.choice);
  }, []);
  const AnswerPane = pane.value?.AnswerPane;
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
            onClick={() => void ask(offered)}
          >
            {t(titles[offered.tool])}
          </button>
        ))}
      </footer>
      {AnswerPane && wish.value && (
        <AnswerPane
          wish={wish.value}
          text={() => text.value}
          origin={given?.origin ?? null}
          {...{ cloud, onGetModel }}
        />
      )}
    </>
  );
}

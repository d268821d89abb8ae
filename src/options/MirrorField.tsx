import { useSignal } from '@preact/signals';
import { type ReadMirror, readMirror } from '../core/models/mirror.ts';
import { type MessageKey, t } from '../platform/text.ts';

type Problem = Extract<ReadMirror, { problem: string }>['problem'];

const problemTexts = {
  'not-a-url': 'mirror_unreadable',
  'not-https': 'cloud_url_not_https',
  'has-credentials': 'own_url_credentials',
  'has-query': 'own_url_query',
} as const satisfies Record<Problem, MessageKey>;

type Props = { readonly url: string | null; readonly onChange: (url: string | null) => void };

/** For networks that reach the models' host by another address, or not at all. */
export function MirrorField({ url, onChange }: Props) {
  const typed = useSignal(url ?? '');
  const problem = useSignal<Problem | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const read = readMirror(typed.value);
    problem.value = 'problem' in read ? read.problem : null;
    if ('problem' in read) return;
    typed.value = read.url ?? '';
    onChange(read.url);
  };
  return (
    <details open={url !== null}>
      <summary>{t('mirror_title')}</summary>
      <p>{t('mirror_intro')}</p>
      <form onSubmit={submit}>
        <label class="field">
          {t('mirror_url')}
          <input
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
            }}
            placeholder="https://huggingface.co"
            aria-invalid={problem.value !== null}
          />
        </label>
        <button type="submit" disabled={typed.value === (url ?? '')}>
          {t('mirror_save')}
        </button>
      </form>
      {problem.value && (
        <p class="error" role="alert">
          {t(problemTexts[problem.value])}
        </p>
      )}
    </details>
  );
}

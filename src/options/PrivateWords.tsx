import { t } from '../platform/text.ts';
import { useDraft } from './draft.ts';

type Props = {
  readonly words: readonly string[];
  readonly onChange: (words: string[]) => void;
};

/** Names and words that only the person knows to be private: a line each. */
export function PrivateWords({ words, onChange }: Props) {
  const field = useDraft(words.join('\n'), (text) => onChange(linesOf(text)));
  return (
    <section aria-labelledby="masking">
      <h2 id="masking">{t('masking_title')}</h2>
      <p>{t('masking_intro')}</p>
      <label>
        {t('masking_words')}
        <textarea {...field} spellcheck={false} />
      </label>
    </section>
  );
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

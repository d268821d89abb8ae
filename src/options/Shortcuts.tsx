import { t } from '../platform/text.ts';

type Props = {
  readonly shortcuts: readonly { description: string; keys: string }[];
  readonly onChange: () => void;
};

/** The keys as the browser assigned them, which need not be those that were asked for. */
export function Shortcuts({ shortcuts, onChange }: Props) {
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{t('options_shortcuts')}</h2>
      <dl>
        {shortcuts
          .filter(({ description }) => description !== '')
          .map(({ description, keys }) => (
            <>
              <dt>{keys === '' ? t('options_shortcut_none') : <kbd>{keys}</kbd>}</dt>
              <dd>{description}</dd>
            </>
          ))}
      </dl>
      <footer>
        <button type="button" onClick={onChange}>
          {t('options_shortcut_change')}
        </button>
      </footer>
    </section>
  );
}

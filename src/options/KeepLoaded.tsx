import { keepLoadedMinutes, type Settings } from '../core/settings.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { Select } from '../ui/Select.tsx';

type Minutes = Settings['keepLoadedMinutes'];

type Props = { readonly minutes: Minutes; readonly onChange: (minutes: Minutes) => void };

const texts = {
  '1': 'keep_loaded_1',
  '5': 'keep_loaded_5',
  '15': 'keep_loaded_15',
  '60': 'keep_loaded_60',
} as const satisfies Record<`${Minutes}`, MessageKey>;

/** How long a model stays in memory that nobody asks. */
export function KeepLoaded({ minutes, onChange }: Props) {
  return (
    <section aria-labelledby="keep-loaded">
      <h2 id="keep-loaded">{t('keep_loaded')}</h2>
      <p>{t('keep_loaded_intro')}</p>
      <Select
        label="keep_loaded"
        texts={texts}
        value={`${minutes}`}
        onChange={(chosen) =>
          onChange(keepLoadedMinutes.find((one) => `${one}` === chosen) ?? minutes)
        }
      />
    </section>
  );
}

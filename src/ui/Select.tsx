import type { MessageKey } from '../platform/text.ts';
import { t } from '../platform/text.ts';

type Props<Value extends string> = {
  readonly label: MessageKey;
  readonly texts: Readonly<Record<Value, MessageKey>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a closed set of values, each with its words. */
export function Select<Value extends string>({ label, texts, value, onChange }: Props<Value>) {
  return (
    <select
      aria-label={t(label)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    >
      {(Object.keys(texts) as Value[]).map((option) => (
        <option key={option} value={option} selected={option === value}>
          {t(texts[option])}
        </option>
      ))}
    </select>
  );
}

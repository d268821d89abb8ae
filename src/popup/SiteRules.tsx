import { useSignal } from '@preact/signals';
import type { SiteRule } from '../core/cloud/settings.ts';
import { call } from '../platform/messaging/calls.ts';
import { t } from '../platform/text.ts';

type Props = { readonly site: string; readonly rule: SiteRule | null };

const options = [
  ['', 'site_default'],
  ['allow', 'site_allow'],
  ['never', 'site_never'],
] as const satisfies readonly [SiteRule | '', string][];

/** Whether texts of the page's site may go to the server. Here and not in the page, whose scripts are not trusted to say so. */
export function SiteRules({ site, rule }: Props) {
  const chosen = useSignal(rule);
  const choose = (value: string) => {
    chosen.value = options.map(([one]) => one).find((one) => one === value) || null;
    void call(new AbortController().signal, 'setSiteRule', { site, rule: chosen.value });
  };
  return (
    <label class="site">
      {t('popup_site', site)}{' '}
      <select value={chosen.value ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {t(text)}
          </option>
        ))}
      </select>
    </label>
  );
}

import type { Offer } from '../core/ladder/plan.ts';
import { roundedForPeople } from '../core/models/expected-time.ts';
import type { LocalEngineId } from '../core/receipt.ts';
import { t } from '../platform/text.ts';
import { roughTime } from './texts.ts';

type Named = { readonly engine: LocalEngineId; readonly model: string | null };

/** An engine as it is named in a sentence. */
export function engineName({ engine, model }: Named): string {
  if (engine === 'instant') return t('name_instant');
  return engine === 'built-in' ? t('name_built_in') : (model ?? '');
}

/** Who would answer better, and how long that takes where it is known. */
export function offerText(offer: Offer): string {
  const { expectedMs } = offer;
  const name = engineName(offer);
  return expectedMs === null
    ? name
    : t('offer_about', name, roughTime(roundedForPeople(expectedMs)));
}

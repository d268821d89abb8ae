import { expectedMs, roundedForPeople } from '../core/models/expected-time.ts';
import type { ModelFit } from '../core/models/fit.ts';
import { page } from '../core/models/predict-speed.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { ModelReport } from '../protocol/models-report.ts';
import { roughTime } from '../ui/texts.ts';

const fitTexts = {
  slow: 'fit_slow',
  'too-large': 'fit_too_large',
} as const satisfies Partial<Record<ModelFit, MessageKey>>;

type Props = { readonly report: ModelReport; readonly isRecommended: boolean };

/** How a model would do on this device, as far as it was measured. */
export function ModelSpeed({ report: { fit, speed }, isRecommended }: Props) {
  const isLimited = fit === 'slow' || fit === 'too-large';
  return (
    <>
      {isRecommended && <p class="recommended">{t('model_recommended')}</p>}
      {speed && fit !== 'too-large' && (
        <p class="facts">
          {t('model_speed', roughTime(roundedForPeople(expectedMs(speed, page))))}
        </p>
      )}
      {isLimited && <p class="warning">{t(fitTexts[fit])}</p>}
    </>
  );
}

import { roundedForPeople } from '../core/models/expected-time.ts';
import { t } from '../platform/text.ts';
import type { ModelReport } from '../protocol/models-report.ts';
import { roughTime } from '../ui/texts.ts';

type Props = { readonly report: ModelReport; readonly isRecommended: boolean };

/**
 * How a model would do on this device. Always one line, also before anything was measured: what is below must not move
 * away from under the mouse.
 */
export function ModelSpeed({ report: { fit, pageMs }, isRecommended }: Props) {
  if (fit === 'too-large') return <p class="warning">{t('fit_too_large')}</p>;
  if (pageMs === null) return <p class="facts">{t('model_speed_unknown')}</p>;
  return (
    <p class="facts">
      {isRecommended && (
        <>
          <strong class="recommended">{t('model_recommended')}</strong> ·{' '}
        </>
      )}
      {t('model_speed', roughTime(roundedForPeople(pageMs)))}
      {fit === 'slow' && ` · ${t('fit_slow')}`}
    </p>
  );
}

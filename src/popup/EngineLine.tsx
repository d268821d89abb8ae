import { t } from '../platform/text.ts';
import type { Better } from '../protocol/engines-report.ts';
import { BuiltInDownload } from '../ui/BuiltInDownload.tsx';
import { EngineStatus } from '../ui/EngineStatus.tsx';

type Props = { readonly onOptions: () => void };

/** Who answers here. A part of its own, since nobody waits for it. */
export function EngineLine({ onOptions }: Props) {
  const way = (better: Better) =>
    better.kind === 'built-in' ? (
      <BuiltInDownload />
    ) : (
      <button type="button" class="link" onClick={onOptions}>
        {t('better_get')}
      </button>
    );
  return <EngineStatus language={navigator.language} isBrief way={way} />;
}

import { useMemo } from 'preact/hooks';
import { t } from '../platform/text.ts';
import type { DownloadNews } from '../protocol/contract.ts';
import type { ModelReport } from '../protocol/models-report.ts';
import { errorText } from '../ui/texts.ts';
import { transferFacts, transferTitle } from '../ui/transfer-words.ts';
import { watchModels } from '../ui/watch-models.ts';

type Props = {
  /** What the toolbar's badge told. */
  readonly badge: DownloadNews['badge'];
};

/** What becomes of the downloads, for who opened the popup to know it. */
export function DownloadLines({ badge }: Props) {
  const report = useMemo(watchModels, []);
  const lines = report.value?.models.flatMap(linesOf) ?? [];
  if (badge === 'ready' && lines.length === 0) lines.push(t('popup_model_ready'));
  return (
    <div role="status">
      {lines.map((line) => (
        <p class="faint" key={line}>
          {line}
        </p>
      ))}
    </div>
  );
}

function linesOf({ name, state, transfer, error }: ModelReport): string[] {
  if (error) return [`${name}: ${errorText(error)}`];
  if (!transfer) return [];
  return [`${name}: ${transferTitle(state, transfer)} ${transferFacts(state, transfer)}`];
}

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
  if (badge === 'ready' && lines.length === 0) lines.push({ title: t('popup_model_ready') });
  return (
    <div role="status">
      {lines.map(({ title, facts }) => (
        <p class="faint" key={title}>
          {title}
          {/* Each step of it is not for the ear. */}
          {facts && <span aria-live="off"> {facts}</span>}
        </p>
      ))}
    </div>
  );
}

type Line = { readonly title: string; readonly facts?: string };

function linesOf({ name, state, transfer, error }: ModelReport): Line[] {
  if (error) return [{ title: `${name}: ${errorText(error)}` }];
  if (!transfer) return [];
  const title = `${name}: ${transferTitle(state, transfer)}`;
  return [{ title, facts: transferFacts(state, transfer) }];
}

import { type MessageKey, t } from '../platform/text.ts';
import type { ModelReport, ModelState } from '../protocol/models-report.ts';
import { day, megabytes } from '../ui/texts.ts';
import { TransferView } from './TransferView.tsx';

const states = {
  absent: 'model_state_absent',
  partial: 'model_state_partial',
  ready: 'model_state_ready',
  'not-in-build': 'model_state_not_in_build',
  'no-variant': 'model_state_no_variant',
  'not-allowed': 'model_state_not_allowed',
} as const satisfies Partial<Record<ModelState, MessageKey>>;

/** Where a model stands, and what lies of it on this disk. */
export function ModelStatus({ report }: { readonly report: ModelReport }) {
  const { state, transfer } = report;
  if (transfer) return <TransferView state={state} transfer={transfer} />;
  return (
    <>
      <p role="status">{t(states[state as keyof typeof states])}</p>
      {report.diskBytes > 0 && <p class="facts">{onDisk(report)}</p>}
    </>
  );
}

function onDisk({ diskBytes, verifiedAt, usedAt }: ModelReport): string {
  const facts = [
    t('model_on_disk', megabytes(diskBytes)),
    verifiedAt !== null && t('model_verified', day(verifiedAt)),
    usedAt !== null && t('model_used', day(usedAt)),
  ];
  return facts.filter((fact) => fact !== false).join(' · ');
}

import { Fragment } from 'preact';
import type { Traffic } from '../core/receipt.ts';
import { t } from '../platform/text.ts';
import { whyText } from './engine-words.ts';
import type { JobState } from './job-state.ts';
import { MaskedList } from './MaskedList.tsx';
import { byteCount, engineText, seconds } from './texts.ts';

/** What stands behind a result; of one that was stopped or failed, as far as anything left this device. */
export function ReceiptView({ state }: { readonly state: JobState }) {
  const { receipt, engine, why, traffic, isDraft } = state;
  if (isDraft || (!receipt && traffic.sentBytes === 0)) return null;
  const lines: [string, string][] = [
    ...(engine ? [line('receipt_engine', engineText(state))] : []),
    ...(why ? [line('receipt_why', whyText(why))] : []),
    line('receipt_sent', sentText(traffic)),
    ...traffic.hosts.map((host) => line('receipt_host', host)),
    line('receipt_received', byteCount(traffic.receivedBytes)),
    ...(receipt ? [line('receipt_time', seconds(receipt.elapsedMs))] : []),
  ];
  const masked = receipt?.masking?.masked ?? [];
  return (
    <details class="receipt">
      <summary>{t('receipt_title', sentText(traffic))}</summary>
      <dl>
        {lines.map(([name, value]) => (
          <Fragment key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {masked.length > 0 && (
        <>
          <p>{t('receipt_masked')}</p>
          <MaskedList masked={masked} />
        </>
      )}
    </details>
  );
}

function sentText({ sentBytes, isAtMost }: Traffic): string {
  return isAtMost ? t('receipt_at_most', byteCount(sentBytes)) : byteCount(sentBytes);
}

function line(name: Parameters<typeof t>[0], value: string): [string, string] {
  return [t(name), value];
}

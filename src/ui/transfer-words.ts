import { roundedForPeople } from '../core/models/expected-time.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { ModelState, Transfer, TransferKind } from '../protocol/models-report.ts';
import { errorText, megabytes, percent, roughTime } from './texts.ts';

/** The words for what is being done with a model's files. */

const kinds = {
  download: 'transfer_download',
  import: 'transfer_import',
  verify: 'transfer_verify',
} as const satisfies Record<TransferKind, MessageKey>;

/** One that changes seldom: what a screen reader is to say of it. */
export function transferTitle(state: ModelState, { kind, waiting }: Transfer): string {
  if (state === 'queued') return t('transfer_queued');
  if (state === 'paused') return t('transfer_paused');
  return waiting ? t('transfer_waiting', errorText(waiting.code)) : t(kinds[kind]);
}

/** How far, how fast and how long still, as far as each can be said. */
export function transferFacts(state: ModelState, transfer: Transfer): string {
  const { bytes, totalBytes, bytesPerSecond, secondsLeft, waiting } = transfer;
  const isMoving = state === 'transferring' && !waiting;
  const facts = [
    totalBytes !== null && t('transfer_bytes', megabytes(bytes), megabytes(totalBytes)),
    totalBytes !== null && percent(bytes / totalBytes),
    isMoving && bytesPerSecond !== null && t('transfer_speed', megabytes(bytesPerSecond)),
    isMoving &&
      secondsLeft !== null &&
      t('transfer_left', roughTime(roundedForPeople(secondsLeft * 1000))),
  ];
  return facts.filter((fact) => fact !== false).join(' · ');
}

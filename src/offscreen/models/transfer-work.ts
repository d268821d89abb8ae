import type { FetchArgs } from '../../protocol/contract.ts';
import type { TransferProgress } from '../../protocol/models-report.ts';
import { DownloadWorker } from '../download-worker.ts';
import { watchdog } from '../watchdog.ts';

/** The worker has time limits of its own, which are shorter: this is for a worker that is dead. */
const silenceMs = 15 * 60_000;

type Report = (progress: TransferProgress) => void;

/** Rejects with what a person is to be told. Aborting keeps what came. */
export async function fetchModel(
  signal: AbortSignal,
  args: FetchArgs,
  report: Report,
): Promise<void> {
  const worker = new DownloadWorker();
  try {
    const reports = worker.open(signal, 'fetchModel', args);
    for await (const progress of watchdog(reports, () => silenceMs)) report(progress);
  } finally {
    worker.end();
  }
}

/** Names of the files that were not what the host has, and are gone now. */
export async function verifyModel(
  signal: AbortSignal,
  weightsUrl: string,
  report: Report,
): Promise<readonly string[]> {
  const worker = new DownloadWorker();
  try {
    const events = worker.open(signal, 'verifyModel', { weightsUrl });
    for await (const event of watchdog(events, () => silenceMs)) {
      if (event.type === 'verified') return event.damaged;
      report(event);
    }
    return [];
  } finally {
    worker.end();
  }
}

import { isModelHost } from '../../core/models/hosts.ts';
import type { TransferProgress } from '../../protocol/models-report.ts';
import type { FetchArgs } from '../../protocol/worker-streams.ts';
import { DownloadWorker } from '../download-worker.ts';
import { watchdog } from '../watchdog.ts';
import { withDoorTo } from './door-to.ts';

/** The worker has time limits of its own, which are shorter: this is for a worker that is dead. */
const silenceMs = 15 * 60_000;

type Report = (progress: TransferProgress) => void;

/** Rejects with what a person is to be told. Aborting keeps what came. */
export async function fetchModel(
  signal: AbortSignal,
  args: FetchArgs,
  report: Report,
): Promise<void> {
  const { sourceUrl } = args;
  if (sourceUrl === null || isModelHost(sourceUrl)) return fetchInWorker(signal, args, report);
  return withDoorTo(sourceUrl, async (door) =>
    fetchInWorker(signal, args, report, await door.lend(signal)),
  );
}

async function fetchInWorker(
  signal: AbortSignal,
  args: FetchArgs,
  report: Report,
  door: MessagePort | null = null,
): Promise<void> {
  const worker = new DownloadWorker();
  if (door) worker.lend('door', door);
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

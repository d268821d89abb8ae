import type { DownloadStreams } from '../protocol/worker-streams.ts';
import { WorkerChannel } from './worker-channel.ts';

/** Fetches and verifies models, off the thread that the pages share. */
export class DownloadWorker extends WorkerChannel<DownloadStreams> {
  constructor() {
    super(
      new Worker(new URL('../worker/download/downloader.ts', import.meta.url), {
        type: 'module',
        name: 'downloader',
      }),
    );
  }
}

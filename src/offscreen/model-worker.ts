import type { ModelStreams } from '../protocol/worker-streams.ts';
import { WorkerChannel } from './worker-channel.ts';

/** One worker for one model. Ending it is the only way to cancel a load or a prefill, and to free all memory. */
export class ModelWorker extends WorkerChannel<ModelStreams> {
  constructor() {
    super(
      new Worker(new URL('../worker/model/model-host.ts', import.meta.url), {
        type: 'module',
        name: 'model',
      }),
    );
  }
}

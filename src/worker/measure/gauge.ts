import { serveChannel } from '../../protocol/channels.ts';
import type { GaugeStreams } from '../../protocol/worker-streams.ts';
import { measureCpu } from './cpu-speed.ts';
import { measureDevice } from './device-speed.ts';
import { withGpu } from './gpu.ts';

self.onmessage = (event: MessageEvent) =>
  serveChannel<GaugeStreams>(
    {
      measure: async function* (signal) {
        yield await withGpu((gpu) => measureDevice(signal, gpu));
      },
      measureCpu: async function* () {
        yield measureCpu();
      },
    },
    event,
  );

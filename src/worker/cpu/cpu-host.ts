import { serveChannel } from '../../protocol/channels.ts';
import type { CpuStreams } from '../../protocol/worker-streams.ts';
import { forbidNetwork } from '../no-network.ts';
import { CpuModel } from './cpu-model.ts';

forbidNetwork();

const model = new CpuModel();

self.onmessage = (event: MessageEvent) =>
  serveChannel<CpuStreams>(
    {
      load: (_signal, args) => model.load(args),
      generate: (signal, prompt) => model.generate(signal, prompt),
    },
    event,
  );

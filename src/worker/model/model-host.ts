import { serveChannel } from '../../protocol/channels.ts';
import type { ModelStreams } from '../../protocol/worker-streams.ts';
import { forbidNetwork } from '../no-network.ts';
import { watchGpu } from './gpu-watch.ts';
import { Model } from './model.ts';

forbidNetwork();

const model = new Model(watchGpu());

self.onmessage = (event: MessageEvent) =>
  serveChannel<ModelStreams>(
    {
      load: (_signal, args) => model.load(args),
      generate: (signal, prompt) => model.generate(signal, prompt),
    },
    event,
  );

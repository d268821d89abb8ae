import type { Prompt } from '../core/prompts.ts';
import type { GenerateEvent, LoadArgs, LoadProgress, WorkerStreams } from '../protocol/contract.ts';
import { fromMessagePort } from '../protocol/message-port.ts';
import { serveStream } from '../protocol/stream.ts';
import { Model } from './model.ts';

type Handlers = {
  [Verb in keyof WorkerStreams]: (
    signal: AbortSignal,
    args: WorkerStreams[Verb]['args'],
  ) => AsyncIterable<WorkerStreams[Verb]['result']>;
};

const model = new Model();

const handlers: Handlers = {
  load: (_signal, args: LoadArgs): AsyncIterable<LoadProgress> => model.load(args),
  generate: (signal, prompt: Prompt): AsyncIterable<GenerateEvent> =>
    model.generate(signal, prompt),
};

/** One message opens one stream: `{ verb }` and the port on which it is spoken. */
self.onmessage = ({ data, ports }: MessageEvent<{ verb: keyof WorkerStreams }>) => {
  const [port] = ports;
  if (!port) return;
  serveStream(fromMessagePort(port), (signal, args) => handlers[data.verb](signal, args as never));
};

import type { Model } from '../core/model.ts';
import { serveStreams } from '../platform/messaging/streams.ts';
import { instantEngine } from './instant-engine.ts';
import { known, Models } from './models.ts';
import { Queue } from './queue.ts';
import { run } from './run.ts';
import { SettingsSlot } from './settings-slot.ts';
import { WebLlmEngine } from './web-llm-engine.ts';

const settings = new SettingsSlot();
const models = new Models();
const queue = new Queue();
const engines = {
  'web-llm': new WebLlmEngine(async () => models.choose((await settings.get()).modelId)),
  instant: instantEngine,
};

// In the first turn: `createDocument` resolves when the page has loaded, and whoever waited for it connects at once.
serveStreams({
  anyone: {
    run: (signal, task) => run(signal, engines, queue, task),
  },
  pages: {
    configure: (_signal, handed) => withoutItems(async () => settings.put(handed)),
    watchModels: (signal) => models.watch(signal),
    describeDownload: async function* (signal, { modelId }) {
      yield await models.describeDownload(signal, modelId);
    },
    startDownload: (_signal, { modelId }) => withoutItems(() => models.startDownload(modelId)),
    cancelDownload: (_signal, { modelId }) =>
      withoutItems(async () => models.cancelDownload(modelId)),
    deleteModel: (_signal, { modelId }) => withoutItems(() => deleteModel(known(modelId))),
  },
});

async function deleteModel(model: Model): Promise<void> {
  if (engines['web-llm'].uses(model)) engines['web-llm'].unload();
  await models.delete(model);
}

/** A stream that only ends, or fails, when `work` does. */
async function* withoutItems(work: () => Promise<void>): AsyncGenerator<never, void, undefined> {
  await work();
  yield* [];
}

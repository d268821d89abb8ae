import { catalog } from '../core/models/catalog.ts';
import type { Model } from '../core/models/model.ts';
import { recognize } from '../core/models/recognize.ts';
import { logError } from '../platform/log.ts';
import { call } from '../platform/messaging/calls.ts';
import { serveStreams } from '../platform/messaging/serve-streams.ts';
import type { Configuration } from '../protocol/contract.ts';
import type { Exit } from './attempts.ts';
import { librariesInBuild } from './build.ts';
import { ConfigurationSlot } from './configuration-slot.ts';
import { Consents } from './consents.ts';
import { Door } from './door.ts';
import { instantEngine } from './instant-engine.ts';
import { describeOwn } from './models/describe-own.ts';
import { Models } from './models/models.ts';
import { Queue } from './queue.ts';
import { run } from './run.ts';
import { smallerThan } from './smaller-model.ts';
import { testServer } from './test-server.ts';
import { WebLlmEngine } from './web-llm-engine.ts';

const slot = new ConfigurationSlot();
const never = new AbortController().signal;
const models = new Models((news) => void call(never, 'announceDownloads', news).catch(logError));
const consents = new Consents();
const door = new Door();
const engines = {
  'web-llm': new WebLlmEngine({
    choose: async (modelId) => models.choose(modelId ?? (await slot.get()).settings.modelId),
    smallerThan: (model) => smallerThan(model, models.all, (modelId) => models.choose(modelId)),
    answered: (chosen, times) => void models.answered(chosen, times).catch(logError),
    suspect: (model) => void models.repair(model).catch(logError),
  }),
  instant: instantEngine,
};

const exit: Exit = {
  door,
  keyFor: (signal, baseUrl) => call(signal, 'serverKey', { baseUrl }),
  // Whatever becomes of the request, its line is written.
  record: async (line) => void (await call(never, 'recordRequest', line)),
};

/** Many panels at once share a server fairly with others who use it. */
const requestsInFlight = 2;

const ways = {
  device: { engines, queue: new Queue() },
  server: {
    configuration: () => slot.get(),
    consents,
    exit,
    queue: new Queue(requestsInFlight),
  },
};

// In the first turn: `createDocument` resolves when the page has loaded, and whoever waited for it connects at once.
serveStreams({
  anyone: {
    run: (signal, args, asker) => run(signal, ways, args, asker),
    approve: (_signal, approval, asker) =>
      withoutItems(async () => consents.approve(approval, asker)),
    warm: (signal) => withoutItems(() => engines['web-llm'].warm(signal)),
  },
  pages: {
    configure: (_signal, handed) => withoutItems(async () => configure(handed)),
    testServer: async function* (signal) {
      yield await testServer(signal, exit, await slot.get());
    },
    watchModels: (signal) => models.watch(signal),
    describeDownload: async function* (signal, { modelId }) {
      yield await models.describeDownload(signal, modelId);
    },
    describeOwnModel: async function* (signal, { url }) {
      yield await describeOwn(signal, url);
    },
    recognizeModel: async function* (_signal, folder) {
      yield recognize(folder, catalog, librariesInBuild);
    },
    startTransfer: (_signal, { modelId, kind }) => withoutItems(() => models.start(modelId, kind)),
    pauseTransfer: (_signal, { modelId }) => withoutItems(() => models.pause(modelId)),
    cancelTransfer: (_signal, { modelId }) => withoutItems(() => models.cancel(modelId)),
    deleteModel: (_signal, { modelId }) => withoutItems(() => deleteModel(models.known(modelId))),
    deleteEverything: () => withoutItems(deleteEverything),
    measureDevice: (signal) => withoutItems(() => measureDevice(signal)),
  },
});

function configure(handed: Configuration): void {
  door.set(handed.settings.cloud);
  engines['web-llm'].keepFor(handed.settings.keepLoadedMinutes);
  slot.put(handed);
  // The first draft waits for nothing that a disk is asked for.
  void models.configure(handed).catch(logError);
}

async function deleteModel(model: Model): Promise<void> {
  if (engines['web-llm'].uses(model)) engines['web-llm'].unload();
  await models.delete(model);
}

async function deleteEverything(): Promise<void> {
  engines['web-llm'].unload();
  await models.deleteEverything();
}

/** In its turn: beside a model at work both would be slowed, and what is measured wrong. */
async function measureDevice(signal: AbortSignal): Promise<void> {
  const leave = await ways.device.queue.enter(signal, () => {});
  try {
    await models.measureDevice(signal);
  } finally {
    leave();
  }
}

/** A stream that only ends, or fails, when `work` does. */
async function* withoutItems(work: () => Promise<void>): AsyncGenerator<never, void, undefined> {
  await work();
  yield* [];
}

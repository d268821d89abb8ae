import { catalog } from '../core/models/catalog.ts';
import type { Model } from '../core/models/model.ts';
import { recognize } from '../core/models/recognize.ts';
import type { ModelChoice } from '../core/tools.ts';
import { logError } from '../platform/log.ts';
import { call } from '../platform/messaging/calls.ts';
import { serveStreams } from '../platform/messaging/serve-streams.ts';
import type { Configuration } from '../protocol/contract.ts';
import type { EnginesReport } from '../protocol/engines-report.ts';
import type { Exit } from './attempts.ts';
import { librariesInBuild } from './build.ts';
import { BuiltInEngine } from './built-in/built-in-engine.ts';
import { ConfigurationSlot } from './configuration-slot.ts';
import { Consents } from './consents.ts';
import { Door } from './door.ts';
import { enginesReport, isBuiltInUnderWay } from './engine-watch.ts';
import { Gate } from './gate.ts';
import { Health } from './health.ts';
import { InstantEngine } from './instant-engine.ts';
import { hostByCpu } from './load-cpu-model.ts';
import { hostByWebLlm } from './load-model.ts';
import { ModelEngine } from './model-engine.ts';
import { describeOwn } from './models/describe-own.ts';
import { Models } from './models/models.ts';
import { Proofreading } from './proofread-worker.ts';
import { Queue } from './queue.ts';
import type { Registry } from './recovery.ts';
import { run } from './run.ts';
import { smallerThan } from './smaller-model.ts';
import { testServer } from './test-server.ts';
import { warm } from './warm.ts';

const slot = new ConfigurationSlot();
const never = new AbortController().signal;
const models = new Models((news) => void call(never, 'announceDownloads', news).catch(logError));
const consents = new Consents();
const door = new Door();
const proofreading = new Proofreading();
const engines = {
  'web-llm': new ModelEngine('web-llm', hostByWebLlm, registryOf('web-llm')),
  'built-in': new BuiltInEngine(),
  cpu: new ModelEngine('cpu', hostByCpu, registryOf('cpu')),
  instant: new InstantEngine((signal, args) => proofreading.lint(signal, args)),
};

/** Those whose models are files of Sotto's own. */
const modelEngines = [engines['web-llm'], engines.cpu];

const exit: Exit = {
  door,
  keyFor: (signal, baseUrl) => call(signal, 'serverKey', { baseUrl }),
  // Whatever becomes of the request, its line is written.
  record: async (line) => void (await call(never, 'recordRequest', line)),
};

/** Many panels at once share a server fairly with others who use it. */
const requestsInFlight = 2;

const ways = {
  device: {
    engines,
    queue: new Queue(),
    health: new Health(),
    gate: new Gate(async () => (await navigator.getBattery?.()) ?? null),
    settings: async () => (await slot.get()).settings,
  },
  server: {
    configuration: () => slot.get(),
    consents,
    exit,
    queue: new Queue(requestsInFlight),
  },
};

const overview = {
  ...{ engines, health: ways.device.health },
  settings: async () => (await slot.get()).settings,
  better: (gains: readonly ModelChoice['tool'][]) => models.better(gains),
};

// In the first turn: `createDocument` resolves when the page has loaded, and whoever waited for it connects at once.
serveStreams({
  anyone: {
    run: (signal, args, asker) => run(signal, ways, args, asker),
    approve: (_signal, approval, asker) =>
      withoutItems(async () => consents.approve(approval, asker)),
    warm: (signal) => withoutItems(() => warm(signal, ways.device)),
    hold: (signal, _args, asker) => withoutItems(() => ways.device.gate.hold(signal, asker)),
    watchEngines: (signal, { language }) => models.whenever(signal, () => report(signal, language)),
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
    builtInChanged: () => withoutItems(async () => models.announce()),
  },
});

function configure(handed: Configuration): void {
  door.set(handed.settings.cloud);
  const { keepLoadedMinutes } = handed.settings;
  for (const engine of [...modelEngines, engines['built-in']]) engine.keepFor(keepLoadedMinutes);
  slot.put(handed);
  // The first draft waits for nothing that a disk is asked for.
  void models.configure(handed).catch(logError);
}

const lookAgainMs = 2000;

async function report(signal: AbortSignal, language: string): Promise<EnginesReport> {
  const found = await enginesReport(signal, overview, language);
  if (isBuiltInUnderWay(found)) setTimeout(() => models.announce(), lookAgainMs);
  return found;
}

/** What an engine asks of those who know the models on this device. */
function registryOf(engine: Model['engine']): Registry {
  const chosenId = async () => {
    const { modelId, cpuModelId } = (await slot.get()).settings;
    return engine === 'cpu' ? cpuModelId : modelId;
  };
  const choose = (modelId: string | null) => models.choose(engine, modelId);
  return {
    choose: async (modelId) => choose(modelId ?? (await chosenId())),
    smallerThan: (model) => smallerThan(model, models.all, choose),
    answered: (chosen, times) => void models.answered(chosen, times).catch(logError),
    suspect: (model) => void models.repair(model).catch(logError),
  };
}

async function deleteModel(model: Model): Promise<void> {
  for (const engine of modelEngines) if (engine.uses(model)) engine.unload();
  await models.delete(model);
}

async function deleteEverything(): Promise<void> {
  for (const engine of modelEngines) engine.unload();
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

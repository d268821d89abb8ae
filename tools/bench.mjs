import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { help, parseOptions } from './bench/options.mjs';
import { quickRuns, usualRuns } from './bench/runs.mjs';
import { parseFlags, UsageError } from './start/flags.mjs';
import { localModelOf } from './start/local-model.mjs';
import { build, prepare } from './start/prepare.mjs';
import { say } from './start/say.mjs';

const root = resolve(import.meta.dirname, '..');

/** @type {(() => Promise<void>)[]} */
const open = [];

async function closeAll() {
  for (const close of open.splice(0).reverse()) await close();
}

/** @param {import('./bench/runs.mjs').Runs} runs @param {string | undefined} chromium */
async function bench(runs, chromium) {
  const folder = join(root, '.sotto/bench');
  mkdirSync(folder, { recursive: true });
  const flags = { ...parseFlags(['--test-model', '--fresh']), chromium };
  const model = localModelOf(root, flags);
  if (!model) throw new Error('The test model is missing');
  const prepared = prepare(root, flags, { ...model, profile: 'bench/profile' });
  const product = build(root, null);
  // Only now: they need packages that may have been installed a moment ago.
  const { setStage } = await import('./bench/stage.mjs');
  const { describeMachine, load } = await import('./bench/machine.mjs');
  const { measureAll } = await import('./bench/measure.mjs');
  const { asJson, printed } = await import('./bench/report.mjs');
  const stage = await setStage({ root, folder, modelFolder: model.folder, runs }, prepared, open);
  const machine = await describeMachine(stage);
  say('\nMeasuring:');
  const chapters = await measureAll(stage, { product, model: model.name });
  const facts = { ...machine, 'load after': load() };
  say(`\n${printed(chapters, facts)}`);
  writeFileSync(join(folder, 'report.json'), asJson(chapters, facts, new Date().toISOString()));
  say('the same with all runs: .sotto/bench/report.json');
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await closeAll();
    process.exit(130);
  });
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) say(help);
  else await bench(options.quick ? quickRuns : usualRuns, options.chromium);
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  console.error(`\n${message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
} finally {
  await closeAll();
}

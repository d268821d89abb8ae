import {
  cut,
  failing,
  flipped,
  lengthened,
  type Manner,
  missing,
  refusingRange,
  shortened,
  slow,
  webPage,
  withoutLength,
  withoutRange,
} from '../../tools/model-hub/manners.mjs';
import { test } from './support/fresh.ts';
import {
  card,
  cardSays,
  download,
  filesOnDisk,
  isReady,
  modelAnswers,
  openOptions,
} from './support/models-page.ts';
import { expect, modelName } from './support/sotto.ts';

/** What a host can do wrong while a model comes, and what a person sees of it. */

const shard = 'params_shard_2.bin';
const half = 98_432;

/**
 * Each of these heals by itself. `again`: how many bytes of the shard may be sent more than once, as what was on its way
 * when a connection broke.
 */
const healing: readonly [name: string, manners: readonly Manner[], again: number][] = [
  ['a connection that breaks after half of a file', [cut(half)], 0],
  ['three connections in a row that break', [cut(half), cut(10_000), cut(10_000)], 20_000],
  ['status 500', [failing(500)], 0],
  [
    'status 429 that says when to come again',
    [failing(429, { retryAfter: 1, isReadable: true })],
    0,
  ],
  ['a range that is refused', [cut(half), refusingRange], half],
  ['a host without ranges', [cut(half), withoutRange], half],
  ['a body that is too short for its file', [shortened], half],
  ['a body that is too long for its file', [lengthened(5)], half * 2 + 5],
  ['a byte that is another', [flipped(1_000)], half * 2],
  ['a body whose length nobody says', [withoutLength], 0],
  ['a slow host', [slow(150_000)], 0],
];

for (const [name, manners, again] of healing)
  test(`${name} heals, and the model answers`, async ({ fresh, host }) => {
    host.model.next(shard, ...manners);
    const options = await openOptions(fresh);
    await download(options);
    await isReady(options);
    expect(await filesOnDisk(options)).toEqual([...host.files.keys()].sort());
    expect(host.model.bytesSent(shard) - half * 2).toBeLessThanOrEqual(again);
    await modelAnswers(fresh);
  });

test('files that move to another address in mid-download are found there', async ({
  fresh,
  host,
}) => {
  host.model.next(shard, cut(half));
  const options = await openOptions(fresh);
  await download(options);
  await cardSays(options, 'Trying again soon');
  host.model.moveStorage();
  await isReady(options);
  await modelAnswers(fresh);
});

/** Each of these is told, and nothing unverified is on disk. */
const told: readonly [name: string, file: string, manner: Manner, words: string][] = [
  ['a web page in place of a file', shard, webPage, 'this network wants you to sign in first'],
  ['a web page in place of the list', 'mlc-chat-config.json', webPage, 'sign in first'],
  ['a file that is not there', shard, missing, 'not at this address any more'],
  ['a host that wants to know who asks', shard, failing(403), 'does not give it to everybody'],
  ['a file that comes damaged each time', shard, flipped(1_000), 'came damaged'],
];

for (const [name, file, manner, words] of told)
  test(`${name} is told in words, and cured by the next attempt`, async ({ fresh, host }) => {
    host.answer(file, manner);
    const options = await openOptions(fresh);
    await download(options);
    // Offered anew, so not tried again by itself any more.
    await options.screen.waitFor('button', `Download ${modelName}…`, { timeoutMs: 60_000 });
    expect(await card(options)).toContain(words);
    const verified = await filesOnDisk(options);
    expect(verified).not.toContain(file);
    host.answer(file, 'whole');
    host.asked.length = 0;
    await download(options);
    await isReady(options);
    const again = host.asked.filter((name) => verified.includes(name));
    expect(again.filter((name) => name.startsWith('params'))).toEqual([]);
  });

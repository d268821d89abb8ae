import { type Expected, expectedFile, expectedFiles } from '../../core/download/expected.ts';
import type { Tree } from '../../core/download/tree.ts';
import { toAppError } from '../../core/errors.ts';
import { configFile, listFile } from '../../core/models/files.ts';
import type { FetchArgs } from '../../protocol/worker-streams.ts';
import { askTree } from './ask-tree.ts';
import { bringFile, fetchFile } from './fetch-file.ts';
import { headsOf } from './heads.ts';
import { importFiles } from './import-files.ts';
import { inLanes } from './lanes.ts';
import { Parts } from './parts.ts';
import { requireRoom } from './room.ts';
import type { Route } from './route.ts';
import { Shelf } from './shelf.ts';
import type { Source } from './source.ts';
import { isWhatItMustBe } from './stored.ts';
import type { Tally } from './tally.ts';

/** Files at once. */
const lanes = 4;

/** Makes a model whole in WebLLM's cache. What is there already, and what is in the parts, is not fetched again. */
export async function fetchModel(
  signal: AbortSignal,
  { weightsUrl, file, sourceUrl }: FetchArgs,
  source: Source,
  tally: Tally,
): Promise<void> {
  const origin = sourceUrl === null ? null : { source, sourceUrl };
  const [parts, shelf] = [await Parts.of(weightsUrl), new Shelf(weightsUrl)];
  await new ModelFetch({ origin, parts, shelf, tally }, file).run(signal);
  await parts.removeAll();
}

class ModelFetch {
  readonly #route: Route;
  /** The only one of a model in GGUF. */
  readonly #file: string | null;
  #tree: Promise<Tree | null> | null = null;

  constructor(route: Route, file: string | null) {
    this.#route = route;
    this.#file = file;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#fetchMissing(signal);
    } catch (thrown) {
      signal.throwIfAborted();
      // Files that are wrong each time may be right, and their list an older one.
      const isDamage = toAppError(thrown).code === 'download-damaged';
      if (!isDamage || !(await this.#hasAnotherList(signal))) throw thrown;
      await this.#fetchMissing(signal);
    }
  }

  async #fetchMissing(signal: AbortSignal): Promise<void> {
    const files = await this.#files(signal);
    const missing = await this.#missingOf(signal, files);
    this.#route.tally.list(files);
    await requireRoom(this.#route.parts, missing, lanes);
    const { origin } = this.#route;
    if (!origin) return importFiles(signal, this.#route, missing);
    await inLanes(signal, lanes, missing, (lane, file) => bringFile(lane, this.#route, file));
  }

  /** All of the model's; the host is asked about them only if some are missing. */
  async #files(signal: AbortSignal): Promise<readonly Expected[]> {
    if (this.#file !== null) return this.#onlyFile(signal, this.#file);
    const named = await this.#heads(signal);
    const files = expectedFiles(named.list, named.config, null);
    if ((await this.#missingOf(signal, files)).length === 0) return files;
    const tree = await this.#askTree(signal);
    // Those two may be of an older revision than the host has now: then they are fetched anew.
    await this.#missingOf(signal, [expectedFile(listFile, tree), expectedFile(configFile, tree)]);
    const { list, config } = await this.#heads(signal);
    return expectedFiles(list, config, tree);
  }

  async #onlyFile(signal: AbortSignal, file: string): Promise<readonly Expected[]> {
    const isThere = (await this.#route.shelf.get(file)) !== undefined;
    return [expectedFile(file, isThere ? null : await this.#askTree(signal))];
  }

  /** Takes off the shelf what must be something else. */
  async #missingOf(signal: AbortSignal, files: readonly Expected[]): Promise<readonly Expected[]> {
    const { shelf, tally } = this.#route;
    const missing: Expected[] = [];
    for (const expected of files) {
      const stored = await shelf.get(expected.file);
      const isGood = stored && (await isWhatItMustBe(signal, stored, expected));
      if (isGood) tally.has(expected.file, await shelf.sizeOf(expected.file));
      else missing.push(expected);
      if (stored && !isGood) await shelf.remove(expected.file);
    }
    return missing;
  }

  #heads(signal: AbortSignal) {
    return headsOf(signal, this.#route, (asking) => this.#askTree(asking));
  }

  #askTree(signal: AbortSignal): Promise<Tree | null> {
    const { origin } = this.#route;
    this.#tree ??= origin ? askTree(signal, origin) : Promise.resolve(null);
    return this.#tree;
  }

  async #hasAnotherList(signal: AbortSignal): Promise<boolean> {
    const { origin, shelf } = this.#route;
    if (!origin || this.#file !== null) return false;
    const before = await shelf.textOf(listFile);
    this.#tree = null;
    await shelf.remove(listFile);
    await fetchFile(signal, this.#route, expectedFile(listFile, await this.#askTree(signal)));
    return (await shelf.textOf(listFile)) !== before;
  }
}

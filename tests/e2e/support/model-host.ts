import { localModelPort } from '../../../tools/local-model/port.mjs';
import { ModelHub } from '../../../tools/model-hub/hub.mjs';
import {
  cut,
  held,
  type Manner,
  missing,
  shortened,
  whole,
} from '../../../tools/model-hub/manners.mjs';
import { inShards } from '../../../tools/model-hub/sharded-model.mjs';
import { type TensorCache, tensorCacheFile } from '../../../tools/model-hub/tensor-cache.mjs';
import { requireModelProject } from './projects.ts';
import { modelName } from './sotto.ts';

/** The manners that most tests want, by their names. */
const named = { whole, missing, cut: cut(), held: held(), short: shortened } as const;

/** The test model's host, as bad as a test needs it. The model comes in several shards here, as real ones do. */
export class ModelHost {
  readonly hub = new ModelHub(localModelPort);
  readonly model = this.hub.add(modelName, inShards(`tests/fixtures/${modelName}`, 5));

  static urlOf(file: string): string {
    return `http://127.0.0.1:${localModelPort}/${modelName}/resolve/main/${file}`;
  }

  /** What was asked for, in order. May be emptied. */
  get asked(): string[] {
    return this.model.asked;
  }

  /** What the browser hung up on before it was whole. */
  get hungUp(): string[] {
    return this.model.hungUp;
  }

  get files(): ReadonlyMap<string, unknown> {
    return this.model.repository.files;
  }

  get shards(): string[] {
    return [...this.files.keys()].filter((name) => name.startsWith('params_shard'));
  }

  answer(file: string, manner: Manner | keyof typeof named): void {
    this.model.answer(file, typeof manner === 'string' ? named[manner] : manner);
  }

  /** Says from now on that a shard has that many bytes. */
  claim(shard: string, nbytes: number): void {
    const { repository } = this.model;
    const list = JSON.parse(String(repository.files.get(tensorCacheFile)?.bytes)) as TensorCache;
    const records = list.records.map((one) => (one.dataPath === shard ? { ...one, nbytes } : one));
    repository.put(tensorCacheFile, Buffer.from(JSON.stringify({ ...list, records })));
  }

  /** Sends the rest of all that is held, and holds nothing from now on. */
  release(): void {
    this.model.release();
  }

  isHolding(file: string): boolean {
    return this.model.isHolding(file);
  }

  open(): Promise<void> {
    requireModelProject('the model’s host');
    return this.hub.open();
  }

  close(): Promise<void> {
    return this.hub.close();
  }
}

import { createStore, del, get, set, update } from 'idb-keyval';
import * as v from 'valibot';

/** What is known of the models besides their files: times and wishes, nothing of any text. */
const store = createStore('sotto', 'models');

const time = v.fallback(v.nullable(v.number()), null);
const modelRecord = v.object({ verifiedAt: time, usedAt: time });
const modelRecords = v.fallback(v.record(v.string(), modelRecord), {});
/** Milliseconds since 1970; null: never. */
export type ModelRecord = Readonly<v.InferOutput<typeof modelRecord>>;

const never: ModelRecord = { verifiedAt: null, usedAt: null };

const wish = v.object({
  modelId: v.string(),
  isPaused: v.boolean(),
  /** Nothing of it was on disk when it began. */
  isFresh: v.fallback(v.boolean(), false),
});
const wishes = v.fallback(v.array(wish), []);
/** A download that was asked for and is not finished: it goes on when the browser is there again. */
export type Wish = Readonly<v.InferOutput<typeof wish>>;

export async function recordOf(variantId: string): Promise<ModelRecord> {
  return v.parse(modelRecords, await get('records', store))[variantId] ?? never;
}

export async function changeRecord(variantId: string, change: Partial<ModelRecord>): Promise<void> {
  await update(
    'records',
    (stored) => {
      const records = v.parse(modelRecords, stored);
      return { ...records, [variantId]: { ...never, ...records[variantId], ...change } };
    },
    store,
  );
}

export async function forgetRecord(variantId: string): Promise<void> {
  await update(
    'records',
    (stored) => {
      const { [variantId]: _gone, ...rest } = v.parse(modelRecords, stored);
      return rest;
    },
    store,
  );
}

export async function forgetRecords(): Promise<void> {
  await del('records', store);
}

export async function loadWishes(): Promise<readonly Wish[]> {
  return v.parse(wishes, await get('wishes', store));
}

export async function saveWishes(list: readonly Wish[]): Promise<void> {
  await set('wishes', list, store);
}

import * as v from 'valibot';
import { isReadable, parseJson } from '../../core/download/complaint.ts';
import { expectedFile } from '../../core/download/expected.ts';
import type { Tree } from '../../core/download/tree.ts';
import {
  type ChatConfig,
  chatConfig,
  configFile,
  listFile,
  type TensorCache,
  tensorCache,
} from '../../core/models/files.ts';
import { bringFile } from './fetch-file.ts';
import { inLanes } from './lanes.ts';
import type { Route } from './route.ts';

/** The two files that name the others. */
export type Heads = { readonly list: TensorCache; readonly config: ChatConfig };

/** Asked for at most once, and only if there is something to fetch. */
export type AskTree = (signal: AbortSignal) => Promise<Tree | null>;

export async function headsOf(signal: AbortSignal, route: Route, tree: AskTree): Promise<Heads> {
  const bring = async (lane: AbortSignal, file: string) => {
    if ((await readableText(route, file)) !== null) return async () => {};
    return bringFile(lane, route, expectedFile(file, await tree(lane)));
  };
  await inLanes(signal, 2, [listFile, configFile], bring);
  const json = async (file: string) => parseJson((await readableText(route, file)) ?? '');
  return {
    list: v.parse(tensorCache, await json(listFile)),
    config: v.parse(chatConfig, await json(configFile)),
  };
}

async function readableText({ shelf }: Route, file: string): Promise<string | null> {
  const text = await shelf.textOf(file);
  return text !== null && isReadable(file, text) ? text : null;
}

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
import { fetchFile } from './fetch-file.ts';
import type { Route } from './route.ts';

/** The two files that name the others. */
export type Heads = { readonly list: TensorCache; readonly config: ChatConfig };

/** Asked for at most once, and only if there is something to fetch. */
export type AskTree = (signal: AbortSignal) => Promise<Tree | null>;

export async function headsOf(signal: AbortSignal, route: Route, tree: AskTree): Promise<Heads> {
  const list = await textOf(signal, route, tree, listFile);
  const config = await textOf(signal, route, tree, configFile);
  return {
    list: v.parse(tensorCache, parseJson(list)),
    config: v.parse(chatConfig, parseJson(config)),
  };
}

async function textOf(
  signal: AbortSignal,
  route: Route,
  tree: AskTree,
  file: string,
): Promise<string> {
  const stored = await route.shelf.textOf(file);
  if (stored !== null && isReadable(file, stored)) return stored;
  await fetchFile(signal, route, expectedFile(file, await tree(signal)));
  return textOf(signal, route, tree, file);
}

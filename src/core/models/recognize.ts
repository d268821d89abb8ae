import * as v from 'valibot';
import { readChatConfig } from './chat-config.ts';
import { tensorCache, weightsBytes } from './files.ts';
import { type MatchProblem, matchLibrary } from './match-library.ts';
import type { Model, ModelVariant } from './model.ts';
import { importedModel, type OwnModel } from './own-model.ts';

/** A folder with a model's files: its name, and what two of the files say. */
export type ModelFolder = {
  readonly name: string;
  readonly config: unknown;
  readonly list: unknown;
};

export type Recognized =
  | { readonly kind: 'catalog'; readonly model: Model; readonly variant: ModelVariant }
  | { readonly kind: 'own'; readonly own: OwnModel }
  | { readonly kind: 'none'; readonly problem: MatchProblem | 'not-mlc' };

/**
 * Which model a folder holds. Nothing in its files says so: another's fine-tune has the same shape and quantization.
 * It counts as the catalog's only under the very name of the repository, which a copy of that has, and with files of
 * about its size; every other is the person's own, under the folder's name.
 */
export function recognize(
  folder: ModelFolder,
  models: readonly Model[],
  libraries: readonly string[],
): Recognized {
  const described = readChatConfig(folder.config);
  const list = v.safeParse(tensorCache, folder.list);
  if (!described || !list.success) return { kind: 'none', problem: 'not-mlc' };
  const match = matchLibrary(described, models, libraries);
  if ('problem' in match) return { kind: 'none', problem: match.problem };
  const bytes = weightsBytes(list.output);
  if (isCopy(folder.name, match.variant, bytes)) return { kind: 'catalog', ...match };
  return { kind: 'own', own: importedModel(folder.name, match.variant, { bytes, ...described }) };
}

function isCopy(folder: string, { id, downloadBytes }: ModelVariant, bytes: number): boolean {
  return folder === id && Math.abs(bytes / downloadBytes - 1) < 0.25;
}

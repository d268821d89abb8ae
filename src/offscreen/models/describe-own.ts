import * as v from 'valibot';
import { AppError } from '../../core/errors.ts';
import { catalog } from '../../core/models/catalog.ts';
import { readChatConfig } from '../../core/models/chat-config.ts';
import {
  configFile,
  fileUrl,
  listFile,
  tensorCache,
  weightsBytes,
} from '../../core/models/files.ts';
import { matchLibrary } from '../../core/models/match-library.ts';
import { hostedModel } from '../../core/models/own-model.ts';
import { readRepository } from '../../core/models/repository.ts';
import { variantsOf } from '../../core/models/variant.ts';
import type { OwnModelAnswer } from '../../protocol/contract.ts';
import { librariesInBuild } from '../build.ts';
import { askJson } from './ask-json.ts';

/** What a repository holds, and whether it can run here: by two small files of it. */
export async function describeOwn(signal: AbortSignal, typed: string): Promise<OwnModelAnswer> {
  const read = readRepository(typed);
  if ('problem' in read) throw new AppError('refused', `Not a repository: ${read.problem}.`);
  const { url } = read;
  if (catalog.flatMap(variantsOf).some(({ weightsUrl }) => weightsUrl === url))
    return { problem: 'in-catalog' };
  const described = readChatConfig(await askJson(signal, fileUrl(url, configFile)));
  if (!described) return { problem: 'not-mlc' };
  const match = matchLibrary(described, catalog, librariesInBuild);
  if ('problem' in match) return match;
  const list = v.safeParse(tensorCache, await askJson(signal, fileUrl(url, listFile)));
  if (!list.success) return { problem: 'not-mlc' };
  const bytes = weightsBytes(list.output);
  const { contextTokens } = described;
  return { own: hostedModel(url, match.variant, { bytes, contextTokens }), like: match.model.name };
}

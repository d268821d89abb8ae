import * as v from 'valibot';
import type { ModelVariant } from './model.ts';
import { readRepository } from './repository.ts';

export const maxOwnModels = 20;

/** A folder's name may be 255 characters long, and each takes up to nine in an address. */
const maxUrlLength = 3000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const repositoryUrl = v.pipe(
  v.string(),
  v.maxLength(maxUrlLength),
  v.check((url) => {
    const read = readRepository(url);
    return 'url' in read && read.url === url;
  }),
);

/** A model that a person brought, as their settings keep it. */
export const ownModel = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(maxUrlLength)),
  weightsUrl: repositoryUrl,
  /** Id of the variant in the catalog whose library it runs on. */
  runsOn: v.string(),
  contextTokens: count,
  downloadBytes: count,
});
export type OwnModel = Readonly<v.InferOutput<typeof ownModel>>;

/** Without those that cannot be read, and of too many the first: all of them lost would be worse. */
export const ownModels = v.pipe(
  v.array(v.fallback(v.nullable(ownModel), null)),
  v.transform((list) => list.filter((own) => own !== null).slice(0, maxOwnModels)),
);

const idPrefix = 'own:';

/** No id of the catalog begins like this: nobody's own model can stand for one that an administrator allowed. */
export function ownId(weightsUrl: string): string {
  return `${idPrefix}${weightsUrl}`;
}

export function isOwnId(modelId: string): boolean {
  return modelId.startsWith(idPrefix);
}

type Found = { readonly bytes: number; readonly contextTokens: number };

/** One that runs on this library. Its window is no larger than the library's. */
export function hostedModel(
  weightsUrl: string,
  { id, contextTokens }: ModelVariant,
  found: Found,
): OwnModel {
  return {
    // Owner and name: no model of the catalog is called like that.
    name: new URL(weightsUrl).pathname.slice(1),
    weightsUrl,
    runsOn: id,
    contextTokens: Math.min(found.contextTokens, contextTokens),
    downloadBytes: found.bytes,
  };
}

/** Nobody answers there: it is a key under which files lie, and WebLLM wants one that begins like this. */
const importedFrom = 'https://imported.invalid/imported/';

export function importedModel(folder: string, variant: ModelVariant, found: Found): OwnModel {
  const own = hostedModel(`${importedFrom}${encodeURIComponent(folder)}`, variant, found);
  return { ...own, name: `imported/${folder}` };
}

export function isImported(weightsUrl: string): boolean {
  return weightsUrl.startsWith(importedFrom);
}

/** Last, and once. */
export function withOwnModel(list: readonly OwnModel[], added: OwnModel): OwnModel[] {
  return [...withoutOwnModel(list, added.weightsUrl), added];
}

export function withoutOwnModel(list: readonly OwnModel[], weightsUrl: string): OwnModel[] {
  return list.filter((it) => it.weightsUrl !== weightsUrl);
}

import type { GgufModel } from './model.ts';

/** For devices without a usable GPU. */
export const ggufCatalog: readonly GgufModel[] = [];

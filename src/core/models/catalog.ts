import { localModels } from '../test-build.ts';
import { ggufCatalog } from './gguf-catalog.ts';
import { mlcCatalog } from './mlc-catalog.ts';
import type { Model } from './model.ts';

/** All that there are: first those for a GPU, then those for the CPU. */
export const catalog: readonly Model[] = [...mlcCatalog, ...ggufCatalog, ...localModels];

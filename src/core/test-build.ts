import type { Model } from './models/model.ts';

/**
 * What the build was told. Nothing in the product. A test build differs from the product in exactly three things:
 * 1. these models stand in the catalog, 2. their local host stands in the CSP (`vite.config.ts`),
 * 3. a software adapter counts as a GPU.
 */
declare const __LOCAL_MODELS__: readonly Model[] | undefined;
declare const __SOFTWARE_GPU__: boolean | undefined;

export const localModels: readonly Model[] =
  typeof __LOCAL_MODELS__ === 'undefined' ? [] : __LOCAL_MODELS__;

export const softwareAdapterCounts: boolean =
  typeof __SOFTWARE_GPU__ === 'undefined' ? false : __SOFTWARE_GPU__;

import type { Model } from './models/model.ts';

/**
 * What the build was told. `null` in the product. A test build differs from the product in exactly three things:
 * 1. this model stands in the catalog, 2. its local host stands in the CSP (`vite.config.ts`),
 * 3. a software adapter counts as a GPU.
 */
declare const __LOCAL_MODEL__: Model | null | undefined;
declare const __SOFTWARE_GPU__: boolean | undefined;

export const localModel: Model | null =
  typeof __LOCAL_MODEL__ === 'undefined' ? null : __LOCAL_MODEL__;

export const softwareAdapterCounts: boolean =
  typeof __SOFTWARE_GPU__ === 'undefined' ? false : __SOFTWARE_GPU__;

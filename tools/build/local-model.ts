import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Model } from '../../src/core/model.ts';
import { localModelPort } from '../local-model/port.mjs';

/** Where the local model's server answers; the only addition to the CSP of a test build. */
export const localModelHost = `http://127.0.0.1:${localModelPort}`;

/** A model in MLC format in a folder of this machine, as a catalog entry of a test build. */
export type LocalModel = { readonly entry: Model; readonly library: Buffer };

export function readLocalModel(folder: string): LocalModel {
  const id = basename(resolve(folder));
  const url = `${localModelHost}/${encodeURIComponent(id)}`;
  const config = JSON.parse(readFileSync(join(folder, 'mlc-chat-config.json'), 'utf8')) as {
    context_window_size: number;
  };
  return {
    library: readFileSync(join(folder, 'model.wasm')),
    entry: {
      id,
      name: id,
      license: 'Apache-2.0',
      termsUrl: url,
      f16: null,
      f32: {
        id,
        weightsUrl: url,
        library: `${id}.wasm`,
        contextTokens: config.context_window_size,
        gpuMemoryMb: 256,
      },
    },
  };
}

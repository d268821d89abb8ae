import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readChatConfig } from '../../src/core/models/chat-config.ts';
import { configFile } from '../../src/core/models/files.ts';
import type { GgufModel, MlcModel, MlcVariant, ModelShape } from '../../src/core/models/model.ts';
import { readLocalGguf } from '../local-model/gguf.mjs';
import { localModelPort } from '../local-model/port.mjs';

/**
 * Where the local model's server answers, and where it may redirect to, as hubs do; the only additions to the CSP of a
 * test build.
 */
export const localModelHosts = [
  `http://127.0.0.1:${localModelPort}`,
  `http://localhost:${localModelPort}`,
] as const;

/** A model in MLC format in a folder of this machine, as a catalog entry of a test build; and the same for the CPU. */
export type LocalModel = {
  readonly entry: MlcModel & { readonly f32: MlcVariant };
  readonly library: Buffer;
  readonly cpuEntry: GgufModel | null;
};

export function readLocalModel(folder: string): LocalModel {
  const id = basename(resolve(folder));
  const url = `${localModelHosts[0]}/${encodeURIComponent(id)}`;
  const config = readChatConfig(JSON.parse(readFileSync(join(folder, configFile), 'utf8')));
  if (!config) throw new Error(`${join(folder, configFile)} is not what MLC writes.`);
  return {
    library: readFileSync(join(folder, 'model.wasm')),
    cpuEntry: cpuEntryOf(folder, config.shape),
    entry: {
      id,
      name: id,
      engine: 'web-llm',
      tier: null,
      languages: null,
      license: 'Apache-2.0',
      termsUrl: url,
      hallucinationPercent: null,
      shape: config.shape,
      f16: null,
      f32: {
        id,
        weightsUrl: url,
        library: `${id}.wasm`,
        quantization: config.quantization,
        contextTokens: config.contextTokens,
        memoryMb: 256,
        downloadBytes: sizeOf(folder),
        // The toy is not a thinking model, but taught to answer as one does.
        thinks: true,
      },
    },
  };
}

function cpuEntryOf(folder: string, shape: ModelShape): GgufModel | null {
  const gguf = readLocalGguf(folder);
  if (!gguf) return null;
  const { id, file, bytes } = gguf;
  const url = `${localModelHosts[0]}/${encodeURIComponent(id)}`;
  return {
    id,
    name: id,
    engine: 'cpu',
    ...{ tier: null, languages: null, license: 'Apache-2.0', termsUrl: url },
    hallucinationPercent: null,
    shape,
    gguf: {
      id,
      weightsUrl: url,
      file,
      quantization: 'F32',
      contextTokens: 2048,
      memoryMb: 128,
      downloadBytes: bytes.length,
      thinks: true,
    },
  };
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => /\.bin$|^tokenizer\.json$/.test(name));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

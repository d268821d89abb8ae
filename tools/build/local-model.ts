import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Model, ModelShape, ModelVariant } from '../../src/core/models/model.ts';
import { localModelPort } from '../local-model/port.mjs';

/**
 * Where the local model's server answers, and where it may redirect to, as hubs do; the only additions to the CSP of a
 * test build.
 */
export const localModelHosts = [
  `http://127.0.0.1:${localModelPort}`,
  `http://localhost:${localModelPort}`,
] as const;

/** A model in MLC format in a folder of this machine, as a catalog entry of a test build. */
export type LocalModel = {
  readonly entry: Model & { readonly f32: ModelVariant };
  readonly library: Buffer;
};

type ChatConfig = {
  model_type: string;
  quantization: string;
  context_window_size: number;
  model_config: Record<
    | 'num_hidden_layers'
    | 'hidden_size'
    | 'intermediate_size'
    | 'num_attention_heads'
    | 'num_key_value_heads'
    | 'head_dim'
    | 'vocab_size',
    number
  >;
};

export function readLocalModel(folder: string): LocalModel {
  const id = basename(resolve(folder));
  const url = `${localModelHosts[0]}/${encodeURIComponent(id)}`;
  const config = JSON.parse(
    readFileSync(join(folder, 'mlc-chat-config.json'), 'utf8'),
  ) as ChatConfig;
  return {
    library: readFileSync(join(folder, 'model.wasm')),
    entry: {
      id,
      name: id,
      tier: null,
      languages: null,
      license: 'Apache-2.0',
      termsUrl: url,
      hallucinationPercent: null,
      shape: shapeOf(config),
      f16: null,
      f32: {
        id,
        weightsUrl: url,
        library: `${id}.wasm`,
        quantization: config.quantization,
        contextTokens: config.context_window_size,
        gpuMemoryMb: 256,
        downloadBytes: sizeOf(folder),
        // The toy is not a thinking model, but taught to answer as one does.
        thinks: true,
      },
    },
  };
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => /\.bin$|^tokenizer\.json$/.test(name));
  return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function shapeOf({ model_type, model_config: own }: ChatConfig): ModelShape {
  return {
    architecture: model_type,
    layers: own.num_hidden_layers,
    hiddenSize: own.hidden_size,
    intermediateSize: own.intermediate_size,
    heads: own.num_attention_heads,
    keyValueHeads: own.num_key_value_heads,
    headSize: own.head_dim,
    vocabularySize: own.vocab_size,
  };
}

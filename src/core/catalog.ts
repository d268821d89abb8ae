import { localModel } from './test-build.ts';

/** One compiled form of a model: weights and the library (`.wasm`) that runs them belong together. */
export type ModelVariant = {
  /** The `model_id` under which WebLLM knows it. */
  readonly id: string;
  /** Where the weights lie: WebLLM asks for `<weightsUrl>/resolve/main/<file>`. */
  readonly weightsUrl: string;
  /** File name of the library in the package's `model-libs/`: code, therefore never downloaded at run time. */
  readonly library: string;
  readonly contextTokens: number;
  /** Needed while it runs, by WebLLM's own records; not the size of the download. */
  readonly gpuMemoryMb: number;
};

export type Model = {
  readonly id: string;
  readonly name: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly termsUrl: string;
  /** For adapters with `shader-f16`: half the memory. `null` where no such form exists. */
  readonly f16: ModelVariant | null;
  readonly f32: ModelVariant;
};

const weights = 'https://huggingface.co/mlc-ai';

/** Versions of WebLLM and of the libraries move together: a unit test holds these rows against WebLLM's own records. */
const published: readonly Model[] = [
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3 0.6B',
    license: 'Apache-2.0',
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-0.6B',
    f16: {
      id: 'Qwen3-0.6B-q4f16_1-MLC',
      weightsUrl: `${weights}/Qwen3-0.6B-q4f16_1-MLC`,
      library: 'Qwen3-0.6B-q4f16_1_cs1k-webgpu.wasm',
      contextTokens: 4096,
      gpuMemoryMb: 1403,
    },
    f32: {
      id: 'Qwen3-0.6B-q4f32_1-MLC',
      weightsUrl: `${weights}/Qwen3-0.6B-q4f32_1-MLC`,
      library: 'Qwen3-0.6B-q4f32_1_cs1k-webgpu.wasm',
      contextTokens: 4096,
      gpuMemoryMb: 1925,
    },
  },
  {
    id: 'qwen3-1.7b',
    name: 'Qwen3 1.7B',
    license: 'Apache-2.0',
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-1.7B',
    f16: {
      id: 'Qwen3-1.7B-q4f16_1-MLC',
      weightsUrl: `${weights}/Qwen3-1.7B-q4f16_1-MLC`,
      library: 'Qwen3-1.7B-q4f16_1_cs1k-webgpu.wasm',
      contextTokens: 4096,
      gpuMemoryMb: 2037,
    },
    f32: {
      id: 'Qwen3-1.7B-q4f32_1-MLC',
      weightsUrl: `${weights}/Qwen3-1.7B-q4f32_1-MLC`,
      library: 'Qwen3-1.7B-q4f32_1_cs1k-webgpu.wasm',
      contextTokens: 4096,
      gpuMemoryMb: 2635,
    },
  },
];

export const catalog: readonly Model[] = localModel ? [...published, localModel] : published;

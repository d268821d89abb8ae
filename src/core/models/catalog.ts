import { localModel } from '../test-build.ts';
import type { Model } from './model.ts';

const weights = 'https://huggingface.co/mlc-ai';

/** Versions of WebLLM and of the libraries move together: a unit test holds these rows against WebLLM's own records. */
const published: readonly Model[] = [
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3 0.6B',
    license: 'Apache-2.0',
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-0.6B',
    shape: {
      architecture: 'qwen3',
      layers: 28,
      hiddenSize: 1024,
      intermediateSize: 3072,
      heads: 16,
      keyValueHeads: 8,
      headSize: 128,
      vocabularySize: 151936,
    },
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
    shape: {
      architecture: 'qwen3',
      layers: 28,
      hiddenSize: 2048,
      intermediateSize: 6144,
      heads: 16,
      keyValueHeads: 8,
      headSize: 128,
      vocabularySize: 151936,
    },
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

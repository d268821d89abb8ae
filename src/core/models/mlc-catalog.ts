import type { MlcModel, MlcVariant, ModelShape } from './model.ts';

/** Where the figures of `hallucinationPercent` stand (October 2025). Later boards have other texts, and fewer of these models. */
export const hallucinationSource =
  'https://github.com/vectara/hallucination-leaderboard/tree/hhem-2.3-old-dataset';

type Quantization = 'q4f16_1' | 'q4f32_1';
type Sizes = Pick<MlcVariant, 'memoryMb' | 'downloadBytes'>;
type Compiled = (quantization: Quantization, sizes: Sizes) => MlcVariant;

/** Versions of WebLLM and of the libraries move together: a unit test holds these rows against WebLLM's own records. */
function compiled(name: string, thinks: boolean): Compiled {
  return (quantization, sizes) => ({
    id: `${name}-${quantization}-MLC`,
    weightsUrl: `https://huggingface.co/mlc-ai/${name}-${quantization}-MLC`,
    library: `${name}-${quantization}_cs1k-webgpu.wasm`,
    quantization,
    contextTokens: 4096,
    thinks,
    ...sizes,
  });
}

const smolLm = compiled('SmolLM2-360M-Instruct', false);
const gemma = compiled('gemma3-1b-it', false);
const qwenSmall = compiled('Qwen3-0.6B', true);
const qwenMiddle = compiled('Qwen3-1.7B', true);
const qwenLarge = compiled('Qwen3-4B', true);

const qwen = { languages: 119, license: 'Apache-2.0' } as const;

const qwenShape = {
  architecture: 'qwen3',
  keyValueHeads: 8,
  headSize: 128,
  vocabularySize: 151936,
  ropeBase: 1_000_000,
} as const satisfies Partial<ModelShape>;

/** For a GPU: one for each reason to choose it, by the memory that it needs. The first to try is the `balanced` one. */
export const mlcCatalog: readonly MlcModel[] = [
  {
    id: 'smollm2-360m',
    name: 'SmolLM2 360M',
    engine: 'web-llm',
    tier: 'least',
    languages: 1,
    license: 'Apache-2.0',
    termsUrl: 'https://huggingface.co/HuggingFaceTB/SmolLM2-360M-Instruct',
    hallucinationPercent: null,
    shape: {
      architecture: 'llama',
      layers: 32,
      hiddenSize: 960,
      intermediateSize: 2560,
      heads: 15,
      keyValueHeads: 5,
      headSize: 64,
      vocabularySize: 49152,
      ropeBase: 100_000,
    },
    f16: smolLm('q4f16_1', { memoryMb: 376, downloadBytes: 210_000_000 }),
    f32: smolLm('q4f32_1', { memoryMb: 580, downloadBytes: 230_000_000 }),
  },
  {
    id: 'gemma3-1b',
    name: 'Gemma 3 1B',
    engine: 'web-llm',
    tier: 'small',
    // Its larger siblings know 140; this one was made for English.
    languages: 1,
    license: 'Gemma Terms of Use',
    termsUrl: 'https://ai.google.dev/gemma/terms',
    hallucinationPercent: 5.3,
    shape: {
      architecture: 'gemma3_text',
      layers: 26,
      hiddenSize: 1152,
      intermediateSize: 6912,
      heads: 4,
      keyValueHeads: 1,
      headSize: 256,
      vocabularySize: 262144,
      ropeBase: 1_000_000,
    },
    f16: gemma('q4f16_1', { memoryMb: 711, downloadBytes: 600_000_000 }),
    f32: null,
  },
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3 0.6B',
    engine: 'web-llm',
    tier: 'balanced',
    ...qwen,
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-0.6B',
    hallucinationPercent: 3.7,
    shape: { ...qwenShape, layers: 28, hiddenSize: 1024, intermediateSize: 3072, heads: 16 },
    f16: qwenSmall('q4f16_1', { memoryMb: 1403, downloadBytes: 350_000_000 }),
    f32: qwenSmall('q4f32_1', { memoryMb: 1925, downloadBytes: 385_000_000 }),
  },
  {
    id: 'qwen3-1.7b',
    name: 'Qwen3 1.7B',
    engine: 'web-llm',
    tier: 'better',
    ...qwen,
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-1.7B',
    hallucinationPercent: 4.4,
    shape: { ...qwenShape, layers: 28, hiddenSize: 2048, intermediateSize: 6144, heads: 16 },
    f16: qwenMiddle('q4f16_1', { memoryMb: 2037, downloadBytes: 980_000_000 }),
    f32: qwenMiddle('q4f32_1', { memoryMb: 2635, downloadBytes: 1_090_000_000 }),
  },
  {
    id: 'qwen3-4b',
    name: 'Qwen3 4B',
    engine: 'web-llm',
    tier: 'best',
    ...qwen,
    termsUrl: 'https://huggingface.co/Qwen/Qwen3-4B',
    hallucinationPercent: 2.7,
    shape: { ...qwenShape, layers: 36, hiddenSize: 2560, intermediateSize: 9728, heads: 32 },
    f16: qwenLarge('q4f16_1', { memoryMb: 3432, downloadBytes: 2_280_000_000 }),
    f32: qwenLarge('q4f32_1', { memoryMb: 4328, downloadBytes: 2_530_000_000 }),
  },
];

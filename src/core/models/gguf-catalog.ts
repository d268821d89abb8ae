import { mlcCatalog } from './mlc-catalog.ts';
import type { GgufModel, GgufVariant } from './model.ts';

type File = Omit<GgufVariant, 'id' | 'contextTokens'>;

/** The same model as the one for the GPU of that id, as a file for the CPU. */
function onCpu(id: string, file: File): GgufModel {
  const model = mlcCatalog.find((one) => one.id === id);
  if (!model) throw new Error(`There is no ${id}.`);
  const { name, tier, languages, license, termsUrl, hallucinationPercent, shape } = model;
  return {
    id: `${id}-cpu`,
    name: `${name} (CPU)`,
    ...{ tier, languages, license, termsUrl, hallucinationPercent, shape },
    engine: 'cpu',
    gguf: { id: file.file, contextTokens: 2048, ...file },
  };
}

/**
 * For devices without a usable GPU: one for each reason that a slow device leaves. Their makers publish both with weights
 * of 8 bits, which wasm multiplies as fast as those of 4. Memory is that of the file, of 2,048 tokens' keys and values in
 * 16 bits, and a tenth for all else.
 */
export const ggufCatalog: readonly GgufModel[] = [
  onCpu('smollm2-360m', {
    weightsUrl: 'https://huggingface.co/HuggingFaceTB/SmolLM2-360M-Instruct-GGUF',
    file: 'smollm2-360m-instruct-q8_0.gguf',
    quantization: 'Q8_0',
    memoryMb: 520,
    downloadBytes: 386_000_000,
    thinks: false,
  }),
  onCpu('qwen3-0.6b', {
    weightsUrl: 'https://huggingface.co/Qwen/Qwen3-0.6B-GGUF',
    file: 'Qwen3-0.6B-Q8_0.gguf',
    quantization: 'Q8_0',
    memoryMb: 960,
    downloadBytes: 639_000_000,
    thinks: true,
  }),
];

import type { ModelShape } from './model.ts';
import type { Speed } from './speed.ts';
import { headMatrix, layerMatrices } from './weights.ts';

/** What the micro-benchmark found of one thread; independent of any model. */
export type CpuSpeed = {
  /** In products of matrices of 32-bit numbers, by this browser's own machine code. */
  readonly macsPerSecond: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
};

/**
 * Of llama.cpp's speed with weights of 4 bits to that of the micro-benchmark. With one thread on two slow cores SmolLM2
 * 135M read 10.5 tokens a second and wrote 9, where the benchmark made 2.2 billion multiply–adds. Real runs correct it.
 */
const shares = { prefill: 0.5, decode: 0.55 } as const;

/** Each further thread brings less: all wait for the same memory. */
const threadsExponent = 0.75;

/** By what a token has to be multiplied with; of a text that is read, the scores of the vocabulary are made once. */
export function predictCpuSpeed(
  { macsPerSecond }: CpuSpeed,
  shape: ModelShape,
  threads: number,
): Speed {
  const layers = shape.layers * layerMatrices(shape).weights;
  const available = macsPerSecond * threads ** threadsExponent;
  return {
    prefill: (available * shares.prefill) / layers,
    decode: (available * shares.decode) / (layers + headMatrix(shape).weights),
  };
}

import type { ModelShape } from './model.ts';

/** How weights lie in memory, and which numbers are computed with. By the names of MLC. */
export type Quantization = 'q4f16' | 'q4f32' | 'f16' | 'f32';

const weightBits = { q4f16: 4, q4f32: 4, f16: 16, f32: 32 } as const;

/** MLC's `_1` formats have a scale, of the precision that is computed with, for each 32 weights. */
const scaleBits = { q4f16: 16 / 32, q4f32: 32 / 32, f16: 0, f32: 0 } as const;

/** By MLC's name of it, or one that holds it. What has none is of f32, as the test model is. */
export function quantizationOf(name: string): Quantization {
  const [, bits, precision] = /\bq([04])f(16|32)(?:_\d)?\b/.exec(name) ?? [];
  if (precision === '16') return bits === '4' ? 'q4f16' : 'f16';
  return bits === '4' ? 'q4f32' : 'f32';
}

export function precisionOf(quantization: Quantization): 'f16' | 'f32' {
  return quantization === 'q4f16' || quantization === 'f16' ? 'f16' : 'f32';
}

/** Rows and weights of matrices: what a token is multiplied with. */
export type Matrices = { readonly rows: number; readonly weights: number };

/** Of one layer: query, key, value and output, then gate, up and down. Norms are too small to count. */
export function layerMatrices(shape: ModelShape): Matrices {
  const { hiddenSize, intermediateSize, heads, keyValueHeads, headSize } = shape;
  const attended = heads * headSize;
  const projected = attended + 2 * keyValueHeads * headSize;
  return {
    rows: projected + hiddenSize + 2 * intermediateSize + hiddenSize,
    weights: (projected + attended + 3 * intermediateSize) * hiddenSize,
  };
}

/** What makes a score for each word of the vocabulary; often the same weights as the embedding. */
export function headMatrix({ hiddenSize, vocabularySize }: ModelShape): Matrices {
  return { rows: vocabularySize, weights: vocabularySize * hiddenSize };
}

/** With their scales. */
export function weightBytes(weights: number, quantization: Quantization): number {
  return (weights * (weightBits[quantization] + scaleBits[quantization])) / 8;
}

/** No tensor of a language model is larger than the one over the vocabulary, and MLC splits none. Scales are another one. */
export function largestTensorBytes(shape: ModelShape, quantization: Quantization): number {
  return (headMatrix(shape).weights * weightBits[quantization]) / 8;
}

/** What attention reads again for each token: the keys and values of all tokens before it. */
export function keyValueBytes(shape: ModelShape, tokens: number, quantization: Quantization) {
  const { layers, keyValueHeads, headSize } = shape;
  const numberBytes = precisionOf(quantization) === 'f16' ? 2 : 4;
  return layers * 2 * keyValueHeads * headSize * numberBytes * tokens;
}

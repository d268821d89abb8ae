import type { ModelShape } from './model.ts';
import type { DeviceSpeed, ProductSpeed, Speed } from './speed.ts';
import {
  headMatrix,
  keyValueBytes,
  layerMatrices,
  type Matrices,
  precisionOf,
  type Quantization,
  weightBytes,
} from './weights.ts';

/** A page of text, and an answer about it: what speeds are told for. Attention makes longer texts slower. */
export const page = { promptTokens: 800, answerTokens: 150 } as const;

export type Lengths = { readonly promptTokens: number; readonly answerTokens: number };

/**
 * Counted in WebLLM 0.2.86 with the test model, by its calls of `dispatchWorkgroups`: 49 for each token with three
 * layers, so 14 in a layer (four products and what prepares them, two norms, rotation, cache, attention, activation)
 * and 7 around them (embedding, first norm, head, softmax, sort, sample). As many for a prefill, and one more.
 */
const kernels = { perLayer: 14, around: 7 };

/** Of WebLLM's script, between a token that was read back and the next one's kernels: 3 ms on two slow cores. */
const scriptMs = 2;

/** The published libraries' `cs1k`: longer prompts are read in several rounds. */
const chunkTokens = 1024;

/**
 * By what the adapter has to do: start each kernel, take in all weights for each token written, multiply them with each
 * token read. Null where the adapter lacks the precision.
 */
export function predictSpeed(
  device: DeviceSpeed,
  shape: ModelShape,
  quantization: Quantization,
  lengths: Lengths = page,
): Speed | null {
  const product = device[precisionOf(quantization)];
  if (!product) return null;
  const model = { device, product, shape, quantization };
  return {
    prefill: (1000 * lengths.promptTokens) / prefillMs(model, lengths.promptTokens),
    decode: 1000 / decodeMs(model, lengths.promptTokens + lengths.answerTokens / 2),
  };
}

type Prediction = {
  readonly device: DeviceSpeed;
  readonly product: ProductSpeed;
  readonly shape: ModelShape;
  readonly quantization: Quantization;
};

/** For one token, after so many. */
function decodeMs(model: Prediction, tokensBefore: number): number {
  const { shape, quantization, product, device } = model;
  const layer = layerMatrices(shape);
  const layers = { rows: shape.layers * layer.rows, weights: shape.layers * layer.weights };
  const attentionBytes = keyValueBytes(shape, tokensBefore, quantization);
  return (
    startMs(model) +
    vectorMs(model, layers) +
    vectorMs(model, headMatrix(shape)) +
    (1000 * attentionBytes) / product.decodeBytesPerSecond +
    device.readbackMs +
    scriptMs
  );
}

/** Until the first token: only the last one read needs the head. */
function prefillMs(model: Prediction, tokens: number): number {
  const { shape, product, device } = model;
  const chunks = Math.ceil(tokens / chunkTokens);
  const macs = tokens * shape.layers * layerMatrices(shape).weights + attentionMacs(shape, tokens);
  return (
    chunks * startMs(model) +
    (1000 * macs) / product.prefillMacsPerSecond +
    vectorMs(model, headMatrix(shape)) +
    device.readbackMs +
    scriptMs
  );
}

function startMs({ shape, device }: Prediction): number {
  return (shape.layers * kernels.perLayer + kernels.around) * device.dispatchMs;
}

function vectorMs({ product, quantization }: Prediction, { rows, weights }: Matrices): number {
  const bytes = weightBytes(weights, quantization);
  return (1000 * bytes) / product.decodeBytesPerSecond + rows * product.rowMs;
}

/** Each token with all before it, once for the scores and once for what they weigh. */
function attentionMacs({ layers, heads, headSize }: ModelShape, tokens: number): number {
  return layers * heads * headSize * tokens * tokens;
}

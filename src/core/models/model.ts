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

/** What a library is compiled for, by the names of `mlc-chat-config.json`; another model of the same shape runs on it too. */
export type ModelShape = {
  readonly architecture: string;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headSize: number;
  readonly vocabularySize: number;
};

export type Model = {
  readonly id: string;
  readonly name: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly termsUrl: string;
  readonly shape: ModelShape;
  /** For adapters with `shader-f16`: half the memory. `null` where no such form exists. */
  readonly f16: ModelVariant | null;
  readonly f32: ModelVariant;
};

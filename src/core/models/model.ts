/** One form of a model, as it lies on a disk and in memory. */
type Form = {
  /** Under which it is known to its engine, and to what is remembered of it. */
  readonly id: string;
  /** Where the weights lie: a file of it is `<weightsUrl>/resolve/main/<file>`. */
  readonly weightsUrl: string;
  /** By its name there: such as `q4f16_1` in `mlc-chat-config.json`, or `Q4_K_M` of a GGUF file. */
  readonly quantization: string;
  readonly contextTokens: number;
  /** Needed while it runs, on the GPU or off it; not the size of the download. */
  readonly memoryMb: number;
  /** About: the exact size is asked of the host before a download. */
  readonly downloadBytes: number;
  /**
   * Writes down what it thinks first, unless it is handed an empty thought. WebLLM hands that to any model it is told
   * to, and one that was never trained on it takes it for a part of its answer.
   */
  readonly thinks: boolean;
};

/** Compiled for WebGPU: weights and the library (`.wasm`) that runs them belong together. `id` is WebLLM's `model_id`. */
export type MlcVariant = Form & {
  /** File name of the library in the package's `model-libs/`: code, therefore never downloaded at run time. */
  readonly library: string;
};

/** For the CPU: one file, which llama.cpp reads. */
export type GgufVariant = Form & { readonly file: string };

export type ModelVariant = MlcVariant | GgufVariant;

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
  /** Of the rotary position embedding. Compiled in as well: with another one, answers are nonsense and nothing says why. */
  readonly ropeBase?: number | undefined;
};

/** For whom a model is, from the least demanding to the best. */
export const tiers = ['least', 'small', 'balanced', 'better', 'best'] as const;
export type Tier = (typeof tiers)[number];

/** `f16` is for adapters with `shader-f16`, and takes half the memory. At least one of them exists. */
type MlcForms =
  | { readonly f16: MlcVariant; readonly f32: MlcVariant | null }
  | { readonly f16: null; readonly f32: MlcVariant };

/** What a model is, whatever runs it. */
type Described = {
  readonly id: string;
  readonly name: string;
  /** Null: nobody has looked at it, since a person brought it. */
  readonly tier: Tier | null;
  /** How many it was trained on; `1` is English. Null: unknown. */
  readonly languages: number | null;
  /** SPDX identifier where there is one, else the name of its terms. Null: whatever its page says. */
  readonly license: string | null;
  /** Null where there is no page. */
  readonly termsUrl: string | null;
  /** Summaries out of a hundred that say what their text does not (`hallucinationSource`). Null: not measured there. */
  readonly hallucinationPercent: number | null;
  readonly shape: ModelShape;
};

export type MlcModel = Described & MlcForms & { readonly engine: 'web-llm' };
export type GgufModel = Described & { readonly engine: 'cpu'; readonly gguf: GgufVariant };

/** A model is for one engine: what a GPU and what a CPU runs are different files, with different speeds. */
export type Model = MlcModel | GgufModel;

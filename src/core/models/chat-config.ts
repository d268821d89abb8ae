import * as v from 'valibot';
import { chatConfig, tokenizerFile } from './files.ts';
import type { ModelShape } from './model.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Where a configuration says nothing, or by a zero that it was to be calculated. */
const countIfAny = v.fallback(v.optional(count), undefined);

const sizes = v.object({
  num_hidden_layers: count,
  hidden_size: count,
  intermediate_size: count,
  num_attention_heads: count,
  num_key_value_heads: countIfAny,
  head_dim: countIfAny,
  vocab_size: countIfAny,
  position_embedding_base: countIfAny,
  rope_theta: countIfAny,
  rope_scaling: v.optional(v.unknown()),
  tie_word_embeddings: v.optional(v.unknown()),
});
type Sizes = v.InferOutput<typeof sizes>;

/** Models that see as well keep what is about text one level lower. */
const modelConfig = v.pipe(
  v.looseObject({ text_config: v.optional(v.looseObject({})) }),
  v.transform(({ text_config, ...rest }) => ({ ...rest, ...text_config })),
  sizes,
);

const description = v.object({
  ...chatConfig.entries,
  model_type: v.string(),
  quantization: v.string(),
  context_window_size: count,
  vocab_size: countIfAny,
  model_config: modelConfig,
});

/** What `mlc-chat-config.json` says of the library that a model needs. */
export type Described = {
  readonly shape: ModelShape;
  readonly quantization: string;
  readonly contextTokens: number;
  /** Whether it calculates as all models of its architecture in the catalog do, as far as its shape does not tell. */
  readonly isPlain: boolean;
};

/** Null for what is no such file, or of a model that WebLLM has no tokenizer for. */
export function readChatConfig(json: unknown): Described | null {
  const parsed = v.safeParse(description, json);
  if (!parsed.success || tokenizerFile(parsed.output) === null) return null;
  const { model_type, quantization, context_window_size, vocab_size, model_config } = parsed.output;
  const vocabularySize = model_config.vocab_size ?? vocab_size;
  if (vocabularySize === undefined) return null;
  return {
    shape: { ...shapeOf(model_config), architecture: architectureOf(model_type), vocabularySize },
    quantization,
    contextTokens: context_window_size,
    // All models of the catalog read and write words by the same table, and none stretches its positions.
    isPlain: model_config.tie_word_embeddings !== false && !model_config.rope_scaling,
  };
}

function shapeOf(sizes: Sizes): Omit<ModelShape, 'architecture' | 'vocabularySize'> {
  const heads = sizes.num_attention_heads;
  return {
    layers: sizes.num_hidden_layers,
    hiddenSize: sizes.hidden_size,
    intermediateSize: sizes.intermediate_size,
    heads,
    keyValueHeads: sizes.num_key_value_heads ?? heads,
    headSize: sizes.head_dim ?? sizes.hidden_size / heads,
    ropeBase: sizes.position_embedding_base ?? sizes.rope_theta,
  };
}

/** MLC compiles both to the same model: the one is what the model calls itself with, the other without its eyes. */
function architectureOf(modelType: string): string {
  return modelType === 'gemma3' ? 'gemma3_text' : modelType;
}

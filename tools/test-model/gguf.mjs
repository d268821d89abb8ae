import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GgufWriter } from './gguf-writer.mjs';

/** @typedef {{ name: string, shape: readonly number[], values: Float32Array }} Tensor */

/** The three marks of its chat template; all other tokens are text. */
const marks = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];
const tokenTypes = { text: 1, control: 3 };

/** As `mlc-chat-config.json` puts it, with the empty thought that WebLLM begins each answer with. */
const chatTemplate = [
  "{% for message in messages %}{% if message.role == 'system' %}{{ message.content }}",
  "{% else %}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{% endif %}{% endfor %}",
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}",
  "{% if enable_thinking is defined and enable_thinking is false %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}{% endif %}",
].join('');

/**
 * The tiny model of a folder in MLC format as one file that llama.cpp reads: the same weights, tokens and chat template.
 * @param {string} folder
 * @returns {Buffer}
 */
export function tinyGguf(folder) {
  const config = readJson(folder, 'mlc-chat-config.json');
  const writer = new GgufWriter();
  writeShape(writer, config);
  writeTokens(writer, readJson(folder, 'tokenizer.json').model);
  for (const tensor of readTensors(folder))
    for (const one of named(tensor, config.model_config)) writer.tensor(one);
  return writer.finish();
}

/** @param {GgufWriter} writer @param {any} config */
function writeShape(writer, { model_config: shape, context_window_size: context }) {
  writer.string('general.architecture', 'llama');
  writer.string('general.name', 'tiny-llama');
  writer.uint32('llama.context_length', context);
  writer.uint32('llama.embedding_length', shape.hidden_size);
  writer.uint32('llama.block_count', shape.num_hidden_layers);
  writer.uint32('llama.feed_forward_length', shape.intermediate_size);
  writer.uint32('llama.attention.head_count', shape.num_attention_heads);
  writer.uint32('llama.attention.head_count_kv', shape.num_key_value_heads);
  writer.uint32('llama.rope.dimension_count', shape.head_dim);
  writer.float32('llama.rope.freq_base', 10000);
  writer.float32('llama.attention.layer_norm_rms_epsilon', 1e-5);
  writer.uint32('llama.vocab_size', shape.vocab_size);
}

/** @param {GgufWriter} writer @param {{ vocab: Record<string, number>, merges: string[][] }} model */
function writeTokens(writer, { vocab, merges }) {
  const tokens = Object.entries(vocab)
    .toSorted(([, one], [, other]) => one - other)
    .map(([token]) => token);
  writer.string('tokenizer.ggml.model', 'gpt2');
  writer.string('tokenizer.ggml.pre', 'gpt-2');
  writer.strings('tokenizer.ggml.tokens', tokens);
  const types = tokens.map((one) => (marks.includes(one) ? tokenTypes.control : tokenTypes.text));
  writer.int32s('tokenizer.ggml.token_type', types);
  writer.strings(
    'tokenizer.ggml.merges',
    merges.map((pair) => pair.join(' ')),
  );
  writer.uint32('tokenizer.ggml.bos_token_id', tokens.indexOf('<|im_start|>'));
  writer.uint32('tokenizer.ggml.eos_token_id', tokens.indexOf('<|im_end|>'));
  writer.bool('tokenizer.ggml.add_bos_token', false);
  writer.string('tokenizer.chat_template', chatTemplate);
}

/**
 * @param {string} folder
 * @returns {Tensor[]}
 */
function readTensors(folder) {
  const { records: shards } = readJson(folder, 'tensor-cache.json');
  return shards.flatMap((/** @type {any} */ { dataPath, records }) => {
    const bytes = readFileSync(join(folder, dataPath));
    return records.map((/** @type {any} */ { name, shape, byteOffset, nbytes }) => ({
      ...{ name, shape },
      values: fromBf16(bytes.subarray(byteOffset, byteOffset + nbytes)),
    }));
  });
}

/** The upper half of a float. @param {Buffer} bytes */
function fromBf16(bytes) {
  const halves = new Uint32Array(bytes.length / 2);
  for (let i = 0; i < halves.length; i++) halves[i] = bytes.readUInt16LE(2 * i) << 16;
  return new Float32Array(halves.buffer);
}

/** One matrix of MLC's may be two or three of llama.cpp's. @param {Tensor} tensor @param {any} shape @returns {Tensor[]} */
function named(
  tensor,
  { num_attention_heads: heads, num_key_value_heads: keyHeads, head_dim: size },
) {
  const [, layer, part] = /^layers\.(\d+)\.(\w+)\.weight$/.exec(tensor.name) ?? [];
  const as = (/** @type {string} */ name, one = tensor) => ({ ...one, name: `${name}.weight` });
  const block = (/** @type {string} */ name, one = tensor) => as(`blk.${layer}.${name}`, one);
  if (tensor.name === 'embed_tokens.weight') return [as('token_embd')];
  if (tensor.name === 'norm.weight') return [as('output_norm')];
  switch (part) {
    case 'norm1':
      return [block('attn_norm')];
    case 'norm2':
      return [block('ffn_norm')];
    case 'o':
      return [block('attn_output')];
    case 'down':
      return [block('ffn_down')];
    case 'gate_up': {
      const [rows = 0] = tensor.shape;
      const [gate, up] = split(tensor, [rows / 2, rows / 2]);
      return [block('ffn_gate', gate), block('ffn_up', up)];
    }
    case 'qkv': {
      const rows = [heads * size, keyHeads * size, keyHeads * size];
      const [query, key, value] = split(tensor, rows);
      return [
        block('attn_q', paired(query, heads)),
        block('attn_k', paired(key, keyHeads)),
        block('attn_v', value),
      ];
    }
  }
  throw new Error(`What is ${tensor.name}?`);
}

/** By rows. @param {Tensor} tensor @param {number[]} rows @returns {any[]} */
function split({ name, shape: [, columns = 1], values }, rows) {
  let from = 0;
  return rows.map((count) => {
    const part = values.slice(from * columns, (from + count) * columns);
    from += count;
    return { name, shape: [count, columns], values: part };
  });
}

/**
 * llama.cpp turns neighbors by a position, where MLC turns the first half of a head with the second: their rows are put
 * beside one another.
 * @param {Tensor} tensor @param {number} heads
 */
function paired({ name, shape, values }, heads) {
  const [rows = 0, columns = 0] = shape;
  const half = rows / heads / 2;
  const to = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const head = Math.floor(row / (2 * half));
    const at = row % (2 * half);
    const target = head * 2 * half + (at < half ? 2 * at : 2 * (at - half) + 1);
    to.set(values.subarray(row * columns, (row + 1) * columns), target * columns);
  }
  return { name, shape, values: to };
}

/** @param {string} folder @param {string} name @returns {any} */
function readJson(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

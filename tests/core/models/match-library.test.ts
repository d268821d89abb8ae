import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/core/models/catalog.ts';
import { readChatConfig } from '../../../src/core/models/chat-config.ts';
import { matchLibrary } from '../../../src/core/models/match-library.ts';
import { mlcVariantsOf } from '../../../src/core/models/variant.ts';
import { gemma, qwen } from './chat-configs.ts';

const libraries = catalog.flatMap(mlcVariantsOf).map(({ library }) => library);

function matchOf(config: unknown, inBuild = libraries): string {
  const described = readChatConfig(config);
  if (!described) return 'unreadable';
  const match = matchLibrary(described, catalog, inBuild);
  return 'problem' in match ? match.problem : match.variant.id;
}

const changed = (change: object, model: object = {}) => ({
  ...qwen,
  ...change,
  model_config: { ...qwen.model_config, ...model },
});

describe('a model runs on the library', () => {
  it('of the one with its shape and quantization', () => {
    expect(matchOf(qwen)).toBe('Qwen3-0.6B-q4f16_1-MLC');
    expect(matchOf(changed({ quantization: 'q4f32_1' }))).toBe('Qwen3-0.6B-q4f32_1-MLC');
  });

  it('also where its sizes stand one level lower, under either name of its kind', () => {
    expect(matchOf(gemma)).toBe('gemma3-1b-it-q4f16_1-MLC');
    expect(matchOf({ ...gemma, model_type: 'gemma3' })).toBe('gemma3-1b-it-q4f16_1-MLC');
  });

  it('where its configuration leaves out what follows from the rest', () => {
    const llama = {
      model_type: 'llama',
      quantization: 'q4f16_1',
      context_window_size: 8192,
      vocab_size: 49152,
      tokenizer_files: ['tokenizer.json', 'vocab.json'],
      model_config: {
        hidden_size: 960,
        intermediate_size: 2560,
        num_attention_heads: 15,
        num_key_value_heads: 5,
        num_hidden_layers: 32,
        head_dim: 0,
      },
    };
    expect(matchOf(llama)).toBe('SmolLM2-360M-Instruct-q4f16_1-MLC');
  });
});

describe('a model runs on no library', () => {
  it.each([
    ['of a kind that the catalog has not', changed({ model_type: 'phi3' }), 'architecture'],
    ['with more layers', changed({}, { num_hidden_layers: 29 }), 'size'],
    ['with wider ones', changed({}, { hidden_size: 2048 }), 'size'],
    ['with other heads', changed({}, { num_key_value_heads: 4 }), 'size'],
    ['with other words', changed({}, { vocab_size: 151937 }), 'size'],
    ['with other positions', changed({}, { position_embedding_base: 5_000_000 }), 'size'],
    ['with stretched positions', changed({}, { rope_scaling: { rope_type: 'yarn' } }), 'size'],
    ['with a table of its own for writing', changed({}, { tie_word_embeddings: false }), 'size'],
    ['packed otherwise', changed({ quantization: 'q0f16' }), 'quantization'],
  ])('that is %s', (_what, config, problem) => {
    expect(matchOf(config)).toBe(problem);
  });

  it('that this build left out', () => {
    expect(matchOf(qwen, [])).toBe('not-in-build');
  });
});

describe('a configuration', () => {
  it('as a compiler writes it says shape, quantization and window', () => {
    const path = 'tests/fixtures/tiny-llama/mlc-chat-config.json';
    expect(readChatConfig(JSON.parse(readFileSync(path, 'utf8')))).toEqual({
      shape: {
        architecture: 'llama',
        layers: 3,
        hiddenSize: 128,
        intermediateSize: 192,
        heads: 4,
        keyValueHeads: 2,
        headSize: 32,
        vocabularySize: 768,
        ropeBase: undefined,
      },
      quantization: 'f32',
      contextTokens: 2048,
      isPlain: true,
    });
  });

  it.each([
    ['nothing', undefined],
    ['a web page', '<html>'],
    ['a list', []],
    ['no sizes', { ...qwen, model_config: {} }],
    ['sizes that are none', changed({}, { hidden_size: -1 })],
    ['no quantization', changed({ quantization: undefined })],
    ['a tokenizer that WebLLM has not', changed({ tokenizer_files: ['merges.txt'] })],
  ])('that is %s is none', (_what, config) => {
    expect(readChatConfig(config)).toBeNull();
  });
});

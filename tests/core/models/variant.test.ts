import { describe, expect, it } from 'vitest';
import { mlcCatalog } from '../../../src/core/models/mlc-catalog.ts';
import { variantFor, variantsOf, variantToShow } from '../../../src/core/models/variant.ts';

const model = (id: string) => {
  const found = mlcCatalog.find((one) => one.id === id);
  if (!found) throw new Error(`No ${id} in the catalog.`);
  return found;
};

const f32 = model('qwen3-0.6b').f32;
if (!f32) throw new Error('Qwen3 0.6B has an f32 form.');
const withoutF16 = { ...model('qwen3-0.6b'), f16: null, f32 };

describe('an adapter', () => {
  it('with shader-f16 runs the form that takes half the memory', () => {
    expect(variantFor(model('qwen3-0.6b'), true)?.id).toBe('Qwen3-0.6B-q4f16_1-MLC');
    expect(variantFor(withoutF16, true)?.id).toBe('Qwen3-0.6B-q4f32_1-MLC');
  });

  it('without it runs the f32 form, and nothing where there is none', () => {
    expect(variantFor(model('qwen3-0.6b'), false)?.id).toBe('Qwen3-0.6B-q4f32_1-MLC');
    expect(variantFor(model('gemma3-1b'), false)).toBeNull();
  });

  it('that can run none is still told of one', () => {
    expect(variantToShow(model('gemma3-1b'), false).id).toBe('gemma3-1b-it-q4f16_1-MLC');
    expect(variantToShow(model('qwen3-0.6b'), false).id).toBe('Qwen3-0.6B-q4f32_1-MLC');
  });
});

it('a model has the forms that it was compiled to', () => {
  expect(variantsOf(model('gemma3-1b')).map(({ id }) => id)).toEqual(['gemma3-1b-it-q4f16_1-MLC']);
  expect(variantsOf(model('qwen3-4b'))).toHaveLength(2);
});

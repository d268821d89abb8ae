import { describe, expect, it } from 'vitest';
import { inOrderOfChoice } from '../../../src/core/models/choice.ts';
import { mlcCatalog } from '../../../src/core/models/mlc-catalog.ts';

const [least] = mlcCatalog;
if (!least) throw new Error('The catalog is empty.');
const own = { ...least, id: 'own', tier: null };

const idsFor = (chosen: string | null) =>
  inOrderOfChoice([own, ...mlcCatalog], chosen).map(({ id }) => id);

describe('models are asked', () => {
  const fromTheBest = ['qwen3-4b', 'qwen3-1.7b', 'qwen3-0.6b', 'gemma3-1b', 'smollm2-360m', 'own'];

  it('from the best tier down, and last those that nobody has looked at', () => {
    expect(idsFor(null)).toEqual(fromTheBest);
    expect(idsFor('not-there')).toEqual(fromTheBest);
  });

  it.each(['own', 'smollm2-360m', 'qwen3-1.7b'])('%s first where the person chose it', (chosen) => {
    expect(idsFor(chosen)).toEqual([chosen, ...fromTheBest.filter((id) => id !== chosen)]);
  });
});

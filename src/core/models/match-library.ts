import type { Described } from './chat-config.ts';
import type { MlcVariant, Model, ModelShape } from './model.ts';
import { mlcVariantsOf } from './variant.ts';

/**
 * Why a model cannot run in this build: no library for its `architecture`, for its `size`, for its `quantization`, or a
 * library that there is but not `in-build`.
 */
export type MatchProblem = 'architecture' | 'size' | 'quantization' | 'not-in-build';

export type Match =
  | { readonly model: Model; readonly variant: MlcVariant }
  | { readonly problem: MatchProblem };

/**
 * The model of the catalog whose library runs another model too. A library is code and ships in the package, so that a
 * model runs only where its shape and quantization are those of one that is there.
 * @param libraries file names of those that are in this build
 */
export function matchLibrary(
  described: Described,
  models: readonly Model[],
  libraries: readonly string[],
): Match {
  const related = models.filter((it) => it.shape.architecture === described.shape.architecture);
  if (related.length === 0) return { problem: 'architecture' };
  const alike = related.filter(({ shape }) => isSame(shape, described.shape));
  if (alike.length === 0 || !described.isPlain) return { problem: 'size' };
  const found = alike
    .flatMap((model) => mlcVariantsOf(model).map((variant) => ({ model, variant })))
    .find(({ variant }) => variant.quantization === described.quantization);
  if (!found) return { problem: 'quantization' };
  return libraries.includes(found.variant.library) ? found : { problem: 'not-in-build' };
}

function isSame({ ropeBase, ...shape }: ModelShape, other: ModelShape): boolean {
  const names = Object.keys(shape) as (keyof typeof shape)[];
  const isKnown = ropeBase !== undefined && other.ropeBase !== undefined;
  return (
    names.every((name) => shape[name] === other[name]) && (!isKnown || ropeBase === other.ropeBase)
  );
}

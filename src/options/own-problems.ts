import type { MessageKey } from '../platform/text.ts';
import type { OwnModelProblem } from '../protocol/contract.ts';

/** Why a model cannot be one of the person's own. */
export const ownProblemTexts = {
  architecture: 'own_problem_architecture',
  size: 'own_problem_size',
  quantization: 'own_problem_quantization',
  'not-in-build': 'own_problem_not_in_build',
  'not-mlc': 'own_problem_not_mlc',
  'in-catalog': 'own_problem_in_catalog',
} as const satisfies Record<OwnModelProblem, MessageKey>;

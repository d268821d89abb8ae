import type { Tier } from '../models/model.ts';
import type { LocalEngineId } from '../receipt.ts';
import type { ModelChoice } from '../tools.ts';
import type { Answerer } from './readiness.ts';

/** Of what models write. One that nobody has looked at is taken for a middling one. */
const byTier = { least: 2, small: 3, balanced: 4, better: 5, best: 6 } as const satisfies Record<
  Tier,
  number
>;

/** The browser's own is a model of three to four billion parameters. */
const builtIn = 5;

/**
 * A text's own sentences are true, and no summary. Rules for English find more than the least of models does, and invent
 * nothing.
 */
const instant = { summarize: 1, proofread: 2.5, rewrite: 0 } as const satisfies Record<
  ModelChoice['tool'],
  number
>;

/** Worse than the text's own sentences, better than nothing. */
const foreign = 0.5;

type Question = { readonly choice: ModelChoice; readonly language: string };

/** How good an engine's answer will be, to be compared with others'. */
export function qualityOf(engine: LocalEngineId, answerer: Answerer, question: Question): number {
  if (engine === 'instant') return instant[question.choice.tool];
  if (isForeignTo(answerer, question)) return foreign;
  return engine === 'built-in' ? builtIn : byTier[answerer.tier ?? 'balanced'];
}

/** Whether the text is of a language that the model knows little of. `und` may be English. */
export function isForeignTo({ isEnglishOnly }: Answerer, { language }: Question): boolean {
  return isEnglishOnly && language !== 'und' && !isEnglish(language);
}

export function isEnglish(language: string): boolean {
  return /^en(?:-|$)/i.test(language);
}

import type { Tier } from '../models/model.ts';
import { defaultSettings, usualChoices } from '../settings.ts';
import type { ModelChoice } from '../tools.ts';
import { qualityOf } from './quality.ts';
import type { EngineState } from './readiness.ts';

const anyone = {
  model: null,
  isEnglishOnly: false,
  contextTokens: null,
  speed: null,
} as const;

const rules = { ...anyone, tier: null };

const choices = usualChoices(defaultSettings);

function questionOf(tool: ModelChoice['tool']) {
  return { choice: choices[tool], language: 'und' };
}

/** Whether a model of this tier does it better than the instant engine. The least of them corrects worse than rules. */
export function isBetterThanInstant(tier: Tier, tool: ModelChoice['tool']): boolean {
  const question = questionOf(tool);
  return (
    qualityOf('web-llm', { ...anyone, tier }, question) > qualityOf('instant', rules, question)
  );
}

/**
 * Which download to propose: the one that writes better. The browser's own where both do, since it takes nothing of what
 * models may take of the disk, and other sites use it too. `tier`: of the model to download first; null: there is none.
 */
export function betterDownload(
  tier: Tier | null,
  builtIn: EngineState,
): 'built-in' | 'model' | null {
  if (builtIn.state !== 'needs-download') return tier === null ? null : 'model';
  if (tier === null) return 'built-in';
  const question = questionOf('rewrite');
  const own = qualityOf('built-in', { ...anyone, tier: null }, question);
  return own >= qualityOf('web-llm', { ...anyone, tier }, question) ? 'built-in' : 'model';
}

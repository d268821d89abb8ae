import type { Tier } from '../models/model.ts';
import { qualityOf } from './quality.ts';
import type { EngineState } from './readiness.ts';

const anyone = {
  model: null,
  isEnglishOnly: false,
  contextTokens: null,
  speed: null,
} as const;

const question = {
  choice: { tool: 'rewrite', style: 'concise', instruction: '' },
  language: 'und',
} as const;

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
  const own = qualityOf('built-in', { ...anyone, tier: null }, question);
  return own >= qualityOf('web-llm', { ...anyone, tier }, question) ? 'built-in' : 'model';
}

import { localModels } from '../test-build.ts';
import type { Model } from './model.ts';
import { variantToShow } from './variant.ts';

/** Whether the program's own policy (`manifest.json`) lets it ask there for a model. */
export function isModelHost(url: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (localModels.some((model) => originOf(model) === origin)) return true;
  return protocol === 'https:' && /^(?:huggingface\.co|.+\.hf\.co)$/.test(hostname);
}

function originOf(model: Model): string {
  return new URL(variantToShow(model, false).weightsUrl).origin;
}

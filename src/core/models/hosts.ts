import { localModel } from '../test-build.ts';

/** Whether the program's own policy (`manifest.json`) lets it ask there for a model. */
export function isModelHost(url: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (localModel && origin === originOf(localModel.f32?.weightsUrl)) return true;
  return protocol === 'https:' && /^(?:huggingface\.co|.+\.hf\.co)$/.test(hostname);
}

function originOf(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).origin;
}

import { redact } from '../../../src/core/redact/redact.ts';

/** What is masked in a text, each as `kind original`. */
export function found(text: string, names: readonly string[] = []): string[] {
  return redact(text, names).masked.map(({ kind, original }) => `${kind} ${original}`);
}

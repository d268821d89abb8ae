import { toAppError } from '../core/errors.ts';

/** To the console of the room where it happened. Messages are ours or the browser's, and hold no text of a person's. */
export function logError(thrown: unknown): void {
  const { code, message } = toAppError(thrown);
  console.warn(`Sotto: ${code}: ${message}`);
}

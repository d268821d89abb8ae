import { applyChanges, type Change, changesBetween } from '../core/changes.ts';
import { withEdgesOf } from '../core/text/edges.ts';
import { isRevision } from '../core/tools.ts';
import type { JobState } from './job-state.ts';

/** Whether it may stand in the text's place: half an answer would lose the rest. */
export function isWhole({ receipt }: JobState): boolean {
  return receipt?.truncated === false;
}

/** The answer, where it is another form of the text; null where it is another text, or not whole. */
export function revisionOf(state: JobState): string | null {
  const { choice, text } = state;
  return choice && isRevision(choice) && isWhole(state) ? text : null;
}

/** `told`: by the engine itself; null where it only says the text. */
export function changesOf(
  original: string,
  revision: string | null,
  told: readonly Change[] | null,
): readonly Change[] | null {
  if (revision === null) return null;
  return told ?? changesBetween(original, withEdgesOf(original, revision));
}

/** The text as it would stand in the page, without the changes in `rejected`. */
export function textOf(
  { original, text }: JobState,
  changes: readonly Change[] | null,
  rejected: ReadonlySet<number>,
): string {
  return changes === null ? text : applyChanges(original, changes, (index) => !rejected.has(index));
}

/** Whether hardly a word of the original is left. */
export function isMostlyNew(original: string, changes: readonly Change[]): boolean {
  const replaced = changes.reduce((sum, { start, end }) => sum + end - start, 0);
  return replaced > 0.6 * original.length;
}

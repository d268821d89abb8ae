import type { Span } from '../changes/spans.ts';
import type { Change } from '../changes.ts';
import { editDistance } from './edit-distance.ts';
import { type Lint, tellsMistake } from './lint.ts';
import { reasonFor } from './reason.ts';
import { untouchableSpans } from './untouchable.ts';

/** All mistakes that rules are sure of, put right, each with its reason. What is doubtful stays: a person wrote it so. */
export function correctionsOf(text: string, lints: readonly Lint[]): readonly Change[] {
  const untouchable = untouchableSpans(text);
  const sure = lints
    .filter((lint) => tellsMistake(lint) && isChange(text, lint) && isSure(text, lint))
    .sort((one, other) => one.start - other.start || one.end - other.end);
  const changes: Change[] = [];
  let [at, next] = [0, 0];
  for (const lint of sure) {
    while ((untouchable[next]?.end ?? Number.POSITIVE_INFINITY) <= lint.start) next++;
    // The first of two that overlap: what it changes the other was not said of.
    if (lint.start < at || touches(untouchable, next, lint)) continue;
    changes.push(changeOf(text, lint));
    at = lint.end;
  }
  return changes;
}

function changeOf(text: string, lint: Lint): Change {
  const { start, end, replacement } = lint;
  const before = text.slice(start, end);
  return { start, end, before, after: replacement ?? before, reason: reasonFor(text, lint) };
}

function isChange(text: string, { start, end, replacement }: Lint): boolean {
  return replacement !== null && text.slice(start, end) !== replacement;
}

/** Longer ones may begin before shorter ones that end before the lint does. */
function touches(spans: readonly Span[], from: number, { start, end }: Span): boolean {
  for (let i = from; i < spans.length; i++) {
    const span = spans[i];
    if (!span || span.start >= end) return false;
    if (span.end > start) return true;
  }
  return false;
}

function isSure(text: string, lint: Lint): boolean {
  return lint.kind !== 'Spelling' || isSureSpelling(text.slice(lint.start, lint.end), lint);
}

/** Short words have too many neighbors, and what is far away is another word. */
const lettersPerMistake = 4;
const mostMistakes = 2;

/**
 * A word that is in no dictionary may be a name or a term, and a name put "right" is worse than a mistake that stays: one
 * with a capital is changed only where there is a single word that it can be.
 */
function isSureSpelling(word: string, { replacement, suggestions }: Lint): boolean {
  if (replacement === null || word.length < lettersPerMistake) return false;
  const isName = /^\p{Lu}/u.test(word);
  if (isName && suggestions !== 1) return false;
  const most = Math.min(mostMistakes, Math.floor(word.length / lettersPerMistake));
  return editDistance(word, replacement, most) <= most;
}

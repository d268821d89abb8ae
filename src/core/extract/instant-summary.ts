import { cutWords } from '../text/cut-words.ts';
import { isTerminated, joinRunning } from '../text/scripts.ts';
import type { SummarizeChoice, SummaryLength } from '../tools.ts';
import { choose } from './choose.ts';
import { headline } from './headline.ts';
import type { Limits } from './pick.ts';
import { type Reading, readText } from './read-text.ts';
import { tidy } from './tidy.ts';

const keyPointLimits: Readonly<Record<SummaryLength, Limits>> = {
  short: { maxSentences: 3, maxWords: 75 },
  medium: { maxSentences: 5, maxWords: 125 },
  long: { maxSentences: 8, maxWords: 200 },
};
const tldrLimits: Readonly<Record<SummaryLength, Limits>> = {
  short: { maxSentences: 2, maxWords: 40 },
  medium: { maxSentences: 3, maxWords: 75 },
  long: { maxSentences: 5, maxWords: 125 },
};
const headlineWords: Readonly<Record<SummaryLength, number>> = { short: 12, medium: 16, long: 22 };

export type InstantSummary = { readonly summary: string; readonly wordsRead: number };

/**
 * A summary of the text's own sentences, in its own order, without any model. Key points are lines that start with “- ”, a
 * TL;DR is one paragraph, a headline one line. Yields as `extract` does; empty only for a blank text.
 */
export function* instantSummary(
  text: string,
  choice: SummarizeChoice,
  language: string,
): Generator<undefined, InstantSummary> {
  const reading = yield* readText(text, language);
  const summary = yield* summaryOf(reading, choice, language);
  return { summary, wordsRead: reading.wordsRead };
}

function* summaryOf(
  reading: Reading,
  choice: SummarizeChoice,
  language: string,
): Generator<undefined, string> {
  if (choice.type === 'headline') {
    return yield* headline(reading.candidates, headlineWords[choice.length], language);
  }
  const isTldr = choice.type === 'tldr';
  const limits = (isTldr ? tldrLimits : keyPointLimits)[choice.length];
  const chosen = yield* choose(reading.candidates, {
    ...shortened(limits, reading),
    prefersProse: isTldr,
  });
  const lines = chosen.map((candidate) => tidy(cutWords(candidate.text, 60), language));
  return isTldr ? joinRunning(lines.map(terminated)) : lines.map((line) => `- ${line}`).join('\n');
}

/** Half of a text's sentences is the most that still makes it shorter in earnest. */
function shortened(limits: Limits, { candidates, headings }: Reading): Limits {
  const most = Math.max(1, Math.ceil((candidates.length - headings) / 2));
  return { ...limits, maxSentences: Math.min(limits.maxSentences, most) };
}

/** Items and headings have no full stop; in a paragraph they would run into what follows. */
function terminated(line: string): string {
  if (isTerminated(line)) return line;
  const bare = line.replace(/[\s,;:、，；：]+$/u, '');
  return (
    bare + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(bare) ? '。' : '.')
  );
}

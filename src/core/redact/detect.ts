import { findCards } from './cards.ts';
import { withoutDates } from './dates.ts';
import { findEmails } from './emails.ts';
import { findIbans } from './ibans.ts';
import { findIps } from './ips.ts';
import { findKeys } from './keys.ts';
import { findNames } from './names.ts';
import { findPhones } from './phones.ts';
import { punchPlaceholders } from './placeholders.ts';
import { findRandomStrings } from './random-strings.ts';
import { findSecrets } from './secrets.ts';
import { punch, type Span, unite } from './spans.ts';

/** Of any text that was not made for it, the third finds nothing; one made for it would have a round for each of its words. */
const mostRounds = 8;

/**
 * Everything to be masked in a plain text, in order and apart. What is left is looked at again until nothing is found: a
 * number may look like a card only when the one beside it is gone, and would be found when the text is redacted twice.
 */
export function findPersonal(plain: string, names: RegExp | null): Span[] {
  let text = punchPlaceholders(plain);
  let spans: Span[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const found = findOnce(text, names);
    if (found.length === 0) break;
    spans = unite([...spans, ...found]);
    text = punch(text, spans);
  }
  return spans;
}

/** Phone numbers last: within all the others there are digits that look like one. */
function findOnce(text: string, names: RegExp | null): Span[] {
  const found = unite([
    ...findEmails(text),
    ...findIbans(text),
    ...findCards(withoutDates(text)),
    ...findKeys(text),
    ...findSecrets(text),
    ...findRandomStrings(text),
    ...findIps(text),
    ...findNames(text, names),
  ]);
  return [...found, ...findPhones(punch(text, found))];
}

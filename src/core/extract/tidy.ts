import { hasDottedOrdinals } from '../text/abbreviations.ts';

/**
 * A sentence as it is shown: without footnote marks, the list's own bullet, Markdown's marks and link targets. Its words
 * stay as they are.
 */
export function tidy(sentence: string, language: string): string {
  const bare = sentence
    .replace(footnoteMark, '')
    .replace(linkTarget, '$1')
    .replace(bold, '$1')
    .replace(/^#{1,6}\s+/, '')
    .replace(bullet, '')
    .replace(hasDottedOrdinals(language) ? itemLetter : itemNumber, '')
    .replace(/\s+/g, ' ')
    .trim();
  return bare === '' ? sentence : bare;
}

/** “[12]” after a word or a full stop; not “a[1]”, which may be code or mathematics. */
const footnoteMark =
  /(?<=\p{L}{3}|[.,;:!?。、"”’»)\]])\s?(?:\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\])+(?=[\s.,;:!?)"”]|$)/giu;
const bold = /\*\*(?=\S)([^*]+)(?<=\S)\*\*/g;
const linkTarget = /!?\[([^[\]]{1,200})\]\([^()\s]{1,500}\)/g;
/** Before a number a dash may be a minus, and “>” means more than. */
const bullet = /^(?:(?:[-+–—>](?!\s*\d)|[*‣◦▪●○■□☐☑☒✓✔➤►])\s+(?:\[[ xX]\]\s+)?|[•・·]\s*)/u;
const itemNumber = /^(?:\(?\d{1,3}[.)]\s+(?=[\p{L}`"“])|\(?[a-z][.)]\s+(?=[\p{L}`"“]))/u;
/** In languages that write “3. Mai”, a number with a full stop may be the sentence's own. */
const itemLetter = /^(?:\(?\d{1,3}\)\s+(?=[\p{L}`"“])|\(?[a-z][.)]\s+(?=[\p{L}`"“]))/u;

import { isSpaceCode } from './scripts.ts';

/** Beyond this, a run without a space (a key, an address, minified code) counts as several words. */
const charsPerWord = 40;
const cjkPerWord = 2;
const southEastAsianPerWord = 5;

type Kind = 'space' | 'letter' | 'mark' | 'cjk' | 'southEastAsian';

/**
 * How many words a text has, by a rule that is the same everywhere: stretches between spaces that hold a letter or a digit;
 * two characters a word in Chinese and Japanese, five in Thai and its like; and a new word after every 40 characters.
 */
export function countWords(text: string): number {
  let words = 0;
  let run: Kind = 'space';
  let chars = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === run || (kind === 'mark' && run === 'letter')) chars++;
    else if (kind === 'mark' && run !== 'space') continue;
    else {
      words += wordsIn(run, chars);
      run = kind;
      chars = 1;
    }
  }
  return words + wordsIn(run, chars);
}

function wordsIn(run: Kind, chars: number): number {
  if (run === 'letter') return Math.ceil(chars / charsPerWord);
  if (run === 'cjk') return Math.ceil(chars / cjkPerWord);
  return run === 'southEastAsian' ? Math.ceil(chars / southEastAsianPerWord) : 0;
}

function kindOf(code: number): Kind {
  if (code < 0x80) return asciiKinds[code] ?? 'mark';
  if (isSpaceCode(code) || code === 0x2014) return 'space';
  if (code < 0x2000) return narrowKind(code);
  if (code < 0x2e80) return 'mark';
  if (code < 0xd800) return eastAsianKind(code);
  // Of a surrogate pair the first half tells: ideographs, then emoji, then the letters of rare scripts.
  if (code < 0xe000) {
    if (code >= 0xd840 && code <= 0xd888) return 'cjk';
    return code >= 0xdc00 || (code >= 0xd83c && code <= 0xd83e) ? 'mark' : 'letter';
  }
  return highKind(code);
}

const asciiKinds: readonly Kind[] = Array.from({ length: 0x80 }, (_, code) => {
  if (isSpaceCode(code)) return 'space';
  return /[a-z0-9]/i.test(String.fromCharCode(code)) ? 'letter' : 'mark';
});

function narrowKind(code: number): Kind {
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? 'letter' : 'mark';
  const isThaiOrLao = code >= 0x0e00 && code <= 0x0eff;
  const isMyanmar = code >= 0x1000 && code <= 0x109f;
  const isKhmer = code >= 0x1780 && code <= 0x17ff;
  return isThaiOrLao || isMyanmar || isKhmer ? 'southEastAsian' : 'letter';
}

function eastAsianKind(code: number): Kind {
  const isPunctuation = code >= 0x3000 && code <= 0x303f && (code < 0x3005 || code > 0x3007);
  if (isPunctuation || code === 0x30fb) return 'space';
  const isKanaOrRadical = code < 0x3100 || (code >= 0x31f0 && code <= 0x31ff);
  return isKanaOrRadical || (code >= 0x3400 && code <= 0x9fff) ? 'cjk' : 'letter';
}

function highKind(code: number): Kind {
  const isIdeograph = code >= 0xf900 && code <= 0xfaff;
  if (isIdeograph || (code >= 0xff66 && code <= 0xff9f)) return 'cjk';
  const isWidePunctuation =
    (code >= 0xff00 && code <= 0xff0f) || (code >= 0xff1a && code <= 0xff20);
  if (isWidePunctuation) return 'space';
  return (code >= 0xfe00 && code <= 0xfe0f) || code >= 0xfff0 || code === 0xfeff
    ? 'mark'
    : 'letter';
}

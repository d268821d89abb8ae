import fc from 'fast-check';
import { anyMarks, anyProse, anyUnits } from './text/any-text.ts';

/** Whole graphemes and parts of some: joiners, marks, flags, jamo, conjuncts, halves of pairs, spaces, scripts. */
const fragments = [
  ...['👩‍👩‍👧', '👩', '\u200d', '👧🏽', '🏽', '🇩🇪', '🇩', '🇰', '1️⃣', '\ufe0f', '\ud83d', '\udc69'],
  ...[
    'é',
    'e\u0301',
    '\u0301',
    'ñ',
    '한',
    'ᄒ',
    'ᅡ',
    'ᆫ',
    'क्षि',
    'क',
    '्',
    'षि',
    'நி',
    '\u0600',
    '\u0e33',
  ],
  ...[
    'ไป',
    'ตลาด',
    'ก',
    '私は',
    '東京',
    'へ',
    '。',
    '、',
    '我们',
    '很',
    'שלום',
    'ה',
    'مرحبا',
    'و',
    '\u200f',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    '\u00a0',
    '\u3000',
    '\u2028',
    '\ufeff',
  ],
  ...['a', 'the', 'cat', 'Cat', 'sat', 'it’s', '.', ',', '!', '-', '“', '”', '3.14', '1', '€'],
];

const realTexts = [
  'The council approved it on Monday. It has 84 million euros for the bridge, which is closed!\n\nShops “near it” complained.',
  '# List\r\n\r\n1. Buy milk\r\n2. Call Bob 👩‍👩‍👧\r\n3. Fly the 🇩🇪 flag\r\n',
  'Sehr geehrte Damen und Herren, ich schreibe Ihnen, weil das Paket (Nr. 3) fehlt. Où est-il ? Adiós, señor.',
  '我们今天很高兴。因为天气非常好，所以我们去公园。私は昨日、東京へ行きました。한국어를 배우고 있어요.',
  'ผมไปตลาดเมื่อวานนี้ แต่ฝนตก हिन्दी में लिखना क्षेत्र தமிழ் மொழி',
  'שלום, מה שלומך היום? ذهبتُ إلى المدرسة صباحًا، ثم عدت.',
];

function anyFragments() {
  return fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join(''));
}

/** A text of any kind. */
function anyTextAtAll() {
  return fc.oneof(
    anyFragments(),
    fc.constantFrom(...realTexts),
    fc.string({ unit: 'binary', maxLength: 30 }),
    anyUnits(30),
    anyMarks(40),
    anyProse(),
  );
}

/** Takes out some units at a place and puts something in their stead, wherever that is, in a grapheme too. */
function mutated(text: string, [place, length, piece]: readonly [number, number, string]): string {
  const at = Math.floor(place * text.length);
  return text.slice(0, at) + piece + text.slice(at + length);
}

/** A text and what was made of it by a few edits anywhere, or two that have nothing to do with one another. */
export function anyTwoTexts() {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const piece = fc.oneof(anyFragments(), fc.constantFrom('', ...fragments));
  const edit = fc.tuple(place, fc.oneof(fc.nat(3), fc.nat(60)), piece);
  const edited = fc
    .tuple(anyTextAtAll(), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([text, edits]) => [text, edits.reduce(mutated, text)] as const);
  return fc.oneof(edited, fc.tuple(anyTextAtAll(), anyTextAtAll()));
}

import fc from 'fast-check';

/** Any code units at all, lone surrogates included. */
export function anyUnits(maxLength = 200) {
  return fc.array(fc.nat(0xffff), { maxLength }).map((codes) => String.fromCharCode(...codes));
}

/** The characters and abbreviations that the rules look at, in any order. */
export function anyMarks(maxLength = 200) {
  const marks = [
    ...' \n.!?"“”„()[]-#*1aBé漢。「」とdr.👍𠀀',
    ' Dr. ',
    '[3]',
    '\r\n',
    '… ',
    '\ud800',
  ];
  return fc.array(fc.constantFrom(...marks), { maxLength }).map((parts) => parts.join(''));
}

const words =
  'The council approved it on 3 May Dr. Smith paid 84 million euros, however, 漢字 ist'.split(' ');

/** Paragraphs of sentences of words, more or less as people write. */
export function anyProse() {
  const sentence = fc
    .tuple(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }),
      fc.constantFrom('.', '?', '', ':'),
    )
    .map(([parts, end]) => parts.join(' ') + end);
  const paragraph = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
  return fc
    .tuple(
      fc.array(paragraph, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n\n', '\n', '\n- '),
    )
    .map(([paragraphs, glue]) => paragraphs.join(glue));
}

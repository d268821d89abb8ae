import { describe, expect, it } from 'vitest';
import { changesBetween, piecesOf } from '../../src/core/changes.ts';

/** Reads `kept ⟦old→new⟧ kept`. */
function readMarked(text: string): { before: string; after: string } {
  const withEach = (group: string) => text.replace(/⟦(?<old>[^→⟧]*)→(?<now>[^⟧]*)⟧/g, group);
  return { before: withEach('$<old>'), after: withEach('$<now>') };
}

function marked(before: string, after: string): string {
  return piecesOf(before, changesBetween(before, after))
    .map((piece) =>
      piece.type === 'same' ? piece.text : `⟦${piece.change.before}→${piece.change.after}⟧`,
    )
    .join('');
}

type Row = readonly [what: string, marked: string];

const proofread: readonly Row[] = [
  ['a typo', 'We ⟦recieved→received⟧ your letter yesterday.'],
  ['typos with words between', 'I ⟦beleive→believe⟧ it is a good ⟦oportunity→opportunity⟧ for us.'],
  ['typos side by side', 'I ⟦recieve teh→receive the⟧ mails ⟦evry→every⟧ day.'],
  ['typos with a short word between', 'There is ⟦teh cat adn→the cat and⟧ her kittens.'],
  ['wrong words', 'She was ⟦to→too⟧ tired, and ⟦there→their⟧ car was gone.'],
  ['an added comma', 'However⟦→,⟧ we went home early.'],
  ['a comma taken away', 'He said⟦,→⟧ that it was late.'],
  [
    'a comma and the word beside it',
    'Please answer as soon as ⟦posible→possible,⟧ or else we will cancel.',
  ],
  ['a capital', 'We meet on ⟦monday→Monday⟧ at noon.'],
  ['a missing word', 'I have been waiting ⟦→for ⟧three weeks.'],
  ['a word written twice', 'It was the ⟦the →⟧best of all.'],
  ['a word written twice, with others after it', 'the⟦ the, mother→, walks a house⟧'],
  ['words for others, before a comma', '⟦mother,→a father the⟧,'],
  ['a contraction', 'He ⟦does not→doesn’t⟧ like it.'],
  ['a hyphen', 'a well⟦ →-⟧known man'],
  ['a number with its noun', 'The trip costs ⟦1,000 euro→1,500 euros⟧ per person.'],
  ['a part of an address', 'See https://example.com/⟦old→new⟧ for more.'],
];

const sentences: readonly Row[] = [
  ['two that become one', 'He was late⟦. Because→ because⟧ of the rain.'],
  ['one that becomes two', 'It was late⟦, we→. We⟧ went home.'],
  ['two that become one with “and”', 'Our product is good⟦. Many→, and many⟧ people use it.'],
  ['word order', '⟦Only she→She only⟧ went home.'],
  ['one deleted at the beginning', '⟦One cat. →⟧Two dogs.'],
  ['one deleted between others', 'One cat. ⟦Two dogs. →⟧Three birds.'],
  ['one deleted at the end', 'One cat.⟦ Two dogs.→⟧'],
  ['one deleted that begins as the next does', 'So. ⟦The cat sat. →⟧The dog ran.'],
  ['a quotation deleted', 'It was “red”, ⟦“green”, →⟧“blue”, or so.'],
  ['one added to a paragraph', 'One cat.⟦→ Two dogs.⟧\n\nThree birds.'],
  [
    'changes at the end of one and the start of the next',
    'It was a ⟦cat→dog⟧. ⟦He→It⟧ sat on the mat.',
  ],
  [
    'a change up to the end of one and one in the next',
    'Is it a ⟦cat?→dog!⟧ It ⟦sat→lay⟧ on the mat.',
  ],
  [
    'one whose words mostly changed',
    '⟦The quick brown fox jumps over the lazy dog near→A fast red fox leaps across a sleepy hound by⟧ the river.',
  ],
  [
    'one whose words changed in some places and mostly stayed',
    'The ⟦black mother sat→white mother stood⟧ on the old mat by the warm fire all ⟦day→night⟧ long.',
  ],
  [
    'one whose words changed in most places',
    '⟦Please send us your detailed report before next Monday because our boss asks→Kindly forward me that detailed ' +
      'report until next Monday since my manager wants⟧ it.',
  ],
  [
    'a whole message in another tone',
    '⟦Hey guys, just wanted to let you know that we’re gonna push the release back to→Dear team, the release has been ' +
      'postponed until⟧ next Thursday. If ⟦you’ve got any questions ping→you have any questions, please contact⟧ me on ' +
      'Slack. ⟦Thanks→Thank you⟧ for your patience⟦!→.⟧',
  ],
  ['all of it', '⟦→Hello there⟧'],
  ['nothing left', '⟦Hello there→⟧'],
];

const lines: readonly Row[] = [
  ['an item added', '- milk\n⟦→- butter\n⟧- bread\n- eggs'],
  ['the first item deleted', '⟦- milk\n→⟧- bread\n- eggs'],
  ['an item changed', '- milk\n- ⟦egg→eggs⟧\n- bread'],
  ['an item added after one that changed', '- ⟦egg→eggs⟧\n- ⟦→butter\n- ⟧bread'],
  ['an item deleted from a numbered list', '1. Milk\n2. ⟦Butter\n3. →⟧Bread'],
  ['neighbors changed', '⟦Milk→Water⟧\n⟦Bread→Cake⟧\n⟦Eggs→Ham⟧'],
  ['neighbors changed in part', 'Cold ⟦milk→water⟧\nHot ⟦tea→coffee⟧'],
  ['a paragraph added', 'One cat.\n\n⟦→Two dogs.\n\n⟧Three birds.'],
  [
    'paragraphs in another order',
    '⟦Cats are small animals. They sleep most of the day. At night they hunt mice.\n\n→⟧Dogs are ⟦different. ' +
      'They→loyal companions who⟧ need company and long walks.⟦→\n\nCats sleep most of the day and hunt at night.⟧',
  ],
  ['a paragraph split', 'One cat.⟦ Two→\n\nTwo⟧ dogs.'],
  ['lines joined', 'One cat.⟦\nTwo→ Two⟧ dogs.'],
  ['another kind of line break', 'one⟦\r\ntwo→\ntwo⟧'],
];

const spaces: readonly Row[] = [
  ['between words', 'a⟦ b→  b⟧ c'],
  ['at the beginning', '⟦ a→a⟧ b'],
  ['at the end', 'a ⟦b →b⟧'],
  ['at the end after a word that is new', 'It is ⟦late\n→rather late⟧'],
  ['after a word that changed', 'A ⟦red →green\n⟧fish swims.'],
  ['before a mark', 'Bonjour⟦ !→\u00a0!⟧'],
  ['where there is nothing else', '⟦ →\n⟧'],
];

const languages: readonly Row[] = [
  ['German commas', 'Ich habe das Buch gelesen⟦→,⟧ weil es spannend war.'],
  ['German capitals', 'Ich schreibe ⟦ihnen→Ihnen⟧ wegen des Pakets vom letzten ⟦montag→Montag⟧.'],
  ['French', '⟦Ça va→Comment allez-vous⟧ ?'],
  ['Chinese', '我今天⟦很→非常⟧高兴。'],
  ['Japanese', '私は昨日⟦→、⟧東京⟦へ→に⟧行きました。'],
  ['Korean', '나는 어제 학교에 ⟦갔다→갔습니다⟧.'],
  ['Thai', 'ผมไป⟦ตลาด→โรงเรียน⟧เมื่อวาน'],
  ['Arabic', 'ذهبت ⟦الى→إلى⟧ المدرسة صباحا.'],
  ['Hebrew', 'אני ⟦הולך→הלכתי⟧ לבית הספר.'],
  ['Hindi', 'मैं ⟦बाजार→बाज़ार⟧ जा रहा हूँ।'],
  ['flags and families', 'To ⟦🇩🇪→🇩🇰⟧ with her whole family ⟦👩‍👩‍👧→👩‍👩‍👦⟧ and friends.'],
  ['accents', 'The ⟦caf\u00e9→cafe\u0301⟧ is open.'],
];

function holds(rows: readonly Row[]): void {
  it.each(rows)('%s: %j', (_, expected) => {
    const { before, after } = readMarked(expected);
    expect(marked(before, after)).toBe(expected);
  });
}

describe('changes are what a person would name, in proofreading', () => holds(proofread));
describe('changes are what a person would name, among sentences', () => holds(sentences));
describe('changes are what a person would name, among lines', () => holds(lines));
describe('changes of white space take in the word or mark after it, or the last', () =>
  holds(spaces));
describe('changes are of words of any script', () => holds(languages));

describe('changesBetween', () => {
  it('finds none where nothing changed', () => {
    expect(changesBetween('Same, same.', 'Same, same.')).toEqual([]);
    expect(changesBetween('', '')).toEqual([]);
  });

  it('tells where in the text before each change is', () => {
    expect(changesBetween('He said 👩‍👩‍👧 yes', 'He said 👩‍👩‍👧, well, yes')).toEqual([
      { start: 16, end: 16, before: '', after: ', well,' },
    ]);
  });

  it('finds one change in a long line without a space, though its words are cut elsewhere', () => {
    const line = Array.from('我们今天去公园', (c) => `${c}我们`)
      .join('')
      .repeat(200);
    expect(changesBetween(line, `ab ${line}`)).toEqual([
      { start: 0, end: 0, before: '', after: 'ab ' },
    ]);
  });

  it('finds the words of a line wherever in it they are', () => {
    const words = 'word '.repeat(199);
    expect(marked(`${words}elephants old`, `A ${words}elephants new`)).toBe(
      `⟦→A ⟧${words}elephants ⟦old→new⟧`,
    );
  });

  it('keeps a line that stayed between lines that have nothing in common', () => {
    const [old, now] = ['a b '.repeat(200).trim(), 'c d '.repeat(200).trim()];
    expect(marked(`${old}\nx x\n${old}`, `${now}\nx x\n${now}`)).toBe(
      `⟦${old}→${now}⟧\nx x\n⟦${old}→${now}⟧`,
    );
  });

  it('keeps the few words that long texts share', () => {
    const [old, now] = ['a b '.repeat(200).trim(), 'c d '.repeat(200).trim()];
    expect(marked(`${old} shared. ${old}`, `${now} shared. ${now}`)).toBe(
      `⟦${old}→${now}⟧ shared. ⟦${old}→${now}⟧`,
    );
  });
});

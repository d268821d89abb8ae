import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAnswer, type Delta, StreamCleaner } from '../../src/core/clean.ts';
import type { ModelChoice, SummaryType, Task } from '../../src/core/tools.ts';

const text = 'A cat was seen. It sat on a mat.';
const summary = (type: SummaryType): ModelChoice => ({ tool: 'summarize', type, length: 'short' });
const rewrite: ModelChoice = { tool: 'rewrite', style: 'concise', instruction: '' };
const friendly: ModelChoice = { tool: 'rewrite', style: 'friendly', instruction: '' };
const own: ModelChoice = {
  tool: 'rewrite',
  style: 'own',
  instruction: 'Put it in quotation marks.',
};

const tldr = { choice: summary('tldr'), text };
const keyPoints = { choice: summary('key-points'), text };
const headline = { choice: summary('headline'), text };
const rewritten = { choice: rewrite, text };

/** What small models say before they answer. */
const preambles = [
  'Here is a summary:\n',
  'Here is the summary of the text in 3 sentences:\n',
  'Here are the key points:\n\n',
  "Here's the rewritten version:\n\n",
  'Here’s a friendly version:\n',
  'Below is the rewritten text: ',
  'Below are 3 short bullet points:\n',
  'Sure! Here is a summary:\n\n',
  'Sure!\n\nHere is a summary of the text:\n\n',
  'Sure thing! Here is the rewritten text:\n',
  "Sure, here's the headline: ",
  'Sure. Here is a more concise version of your text:\n',
  'Certainly! Below is a rewritten version of your text:\n\n',
  "Of course! Here's the text in plain words:\n",
  'Okay, here are the main points:\n',
  'Ok, here is a summary of the text:\n',
  'Absolutely! Here is a friendly revision: ',
  'Great question! Here is a summary:\n',
  'HERE IS THE SUMMARY:\n',
  'Sure! ',
  'Certainly!\n\n',
  'Of course: ',
  'Absolutely!\n',
] as const;

describe('a preamble', () => {
  it.each(preambles)('is taken off: %j', (preamble) => {
    for (const asked of [tldr, rewritten])
      expect(cleanAnswer(`${preamble}The cat sat.`, asked)).toBe('The cat sat.');
    expect(cleanAnswer(`${preamble}- The cat sat.`, keyPoints)).toBe('- The cat sat.');
    expect(cleanAnswer(`${preamble}A Cat, Sitting`, headline)).toBe('A Cat, Sitting');
  });

  it('is kept when it is all that was answered', () => {
    expect(cleanAnswer('Here is a summary:', tldr)).toBe('Here is a summary:');
    expect(cleanAnswer('Sure!', rewritten)).toBe('Sure!');
  });

  it('is taken off once only', () => {
    const twice = 'Here is a summary: Here is a summary: it sat.';
    expect(cleanAnswer(twice, rewritten)).toBe('Here is a summary: it sat.');
  });
});

describe('an answer keeps', () => {
  it.each([
    ['a colon that ends no preamble', 'The cat sat: on a mat.'],
    ['a first sentence that only starts like one', 'Here is where the cat sat.'],
    ['a preamble in its middle', 'The cat sat. Here is a summary: it sat.'],
    ['a colon in the line after', 'Here is the cat in its summary\nthat day: it sat.'],
    ['words that start like a greeting', 'Surely the cat sat. Certainty: none.'],
    ['a greeting that goes on', 'Sure the cat sat.'],
    ['quoted speech', '"Sit," said the cat. "Sit down."'],
    ['a quotation of which one end is missing', '"The cat sat.'],
    ['code in its middle', 'Type this:\n```\nsit\n```'],
    ['a comparison that is no tag', 'a < b, and b <think.'],
    ['an apostrophe and a contraction', "'Tis a cat's life."],
    ['dots that trail off', 'The cat sat...'],
  ])('%s', (_what, answer) => {
    expect(cleanAnswer(answer, rewritten)).toBe(answer);
    expect(cleanAnswer(answer, tldr)).toBe(answer);
  });

  it.each([
    ['a preamble', 'Here is the text of the law: no cats.'],
    ['a greeting', 'Sure! See you at ten.'],
  ])('%s that the text itself has', (_what, own) => {
    expect(cleanAnswer(own, { choice: rewrite, text: ` ${own}` })).toBe(own);
  });

  it.each([
    ['quotes', '"No cats."'],
    ['curly quotes', '“No cats.”'],
    ['a code fence', '```js\nsit()\n```'],
  ])('%s in which the text itself stands', (_what, own) => {
    expect(cleanAnswer(own, { choice: rewrite, text: `${own}\n` })).toBe(own);
  });
});

describe('what the text or the wish brings with it is kept:', () => {
  const contract = 'Hi Bob, as promised, here is the new version of the contract: see page 4.';
  it.each([
    ['Here is the new version of the contract: see page 4.', rewrite, contract],
    ['HERE IS\nthe new version of the contract: see page 4.', rewrite, contract],
    ['The <think> tag begins the reasoning.', rewrite, 'So, the <think> tag begins reasoning.'],
    ['Absolutely! I will be there.', friendly, 'I will be there.'],
    ['Sure! I will be there.', own, 'I will be there.'],
    ['"The cat sat."', own, text],
    ['```\nThe cat sat.\n```', own, text],
  ] as const)('%j', (answer, choice, source) => {
    expect(cleanAnswer(answer, { choice, text: source })).toBe(answer);
  });

  it.each([
    ['Sure! Here is the rewritten text: I will be there.', friendly, 'I will be there.'],
    ['"""\nThe cat sat.\n"""', own, 'The cat sat.'],
    ['<think>Hm.</think>The <think> tag.', rewrite, 'The <think> tag.'],
  ] as const)('but not what only the model says: %j', (answer, choice, clean) => {
    const source = 'I will be there. The <think> tag. The cat.';
    expect(cleanAnswer(answer, { choice, text: source })).toBe(clean);
  });
});

describe('a chain of thought', () => {
  it.each([
    ['closed', '<think>\nThe user wants a cat.\n</think>\n\nThe cat sat.', 'The cat sat.'],
    ['empty', '<think>\n\n</think>\n\nThe cat sat.', 'The cat sat.'],
    ['cut off by the end', '<think>\nThe user wants', ''],
    ['cut off after the answer', 'The cat sat.\n<think>Is that', 'The cat sat.'],
    ['cut off within its closing tag', '<think>A cat.</thi', ''],
    ['between two parts', 'The cat <think>or dog</think>sat.', 'The cat sat.'],
    ['twice', '<think>a</think>The <think>b</think>cat sat.', 'The cat sat.'],
    ['before a preamble', '<think>a</think>\nSure! Here is a summary: It sat.', 'It sat.'],
  ])('is taken out when it is %s', (_what, answer, clean) => {
    expect(cleanAnswer(answer, rewritten)).toBe(clean);
  });
});

describe('what wraps an answer', () => {
  it.each([
    ['quotes', '"The cat sat."'],
    ['curly quotes', '“The cat sat.”'],
    ['the prompt’s own fence', '"""\nThe cat sat.\n"""'],
    ['a code fence', '```\nThe cat sat.\n```'],
    ['a code fence with a language', '```text\nThe cat sat.\n```'],
    ['a fence in a fence', '```\n"""\nThe cat sat.\n"""\n```'],
    ['quotes after a preamble', 'Here is a summary:\n\n"The cat sat."'],
  ])('is taken off: %s', (_what, answer) => {
    for (const asked of [tldr, rewritten]) expect(cleanAnswer(answer, asked)).toBe('The cat sat.');
  });

  it('is kept when there is nothing inside', () => {
    expect(cleanAnswer('""', rewritten)).toBe('""');
  });
});

describe('key points', () => {
  it.each([
    ['hyphens', '- One.\n- Two.'],
    ['asterisks', '* One.\n* Two.'],
    ['bullets', '• One.\n• Two.'],
    ['dashes', '– One.\n– Two.'],
    ['numbers', '1. One.\n2. Two.'],
    ['numbers with parentheses', '1) One.\n12) Two.'],
    ['indents and blank lines', '  - One.\n\n\n   * Two.  \n'],
  ])('all start with a hyphen, whether they came with %s', (_what, answer) => {
    expect(cleanAnswer(answer, keyPoints)).toBe('- One.\n- Two.');
  });

  it.each([['1984. A year.'], ['3.5 percent more.'], ['-5 degrees.'], ['*One* point.']])(
    'keep a start that is no bullet: %s',
    (line) => {
      expect(cleanAnswer(line, keyPoints)).toBe(line);
    },
  );
});

describe('a headline', () => {
  it.each([
    ['Cat Sits on Mat', 'Cat Sits on Mat'],
    ['Cat Sits on Mat.', 'Cat Sits on Mat'],
    ['Will the Cat Sit?', 'Will the Cat Sit?'],
    ['Cat Sits in the U.S.', 'Cat Sits in the U.S.'],
    ['And Then the Cat Sat...', 'And Then the Cat Sat...'],
    ['"Cat Sits on Mat"', 'Cat Sits on Mat'],
    ['**Cat Sits on Mat**', 'Cat Sits on Mat'],
    ['# Cat Sits on Mat', 'Cat Sits on Mat'],
    ['## **Cat Sits on Mat.**', 'Cat Sits on Mat'],
    ['Headline: Cat Sits on Mat', 'Cat Sits on Mat'],
    ['Headline: "Cat Sits on Mat."', 'Cat Sits on Mat'],
    ['**Headline:** Cat Sits on Mat', 'Cat Sits on Mat'],
    ['Headline:\n\nCat Sits on Mat', 'Cat Sits on Mat'],
    ['**Headline:**\n# Cat Sits on Mat', 'Cat Sits on Mat'],
    ['Cat Sits on Mat\n\nThis headline is short.', 'Cat Sits on Mat'],
    ['Here is a headline for the text:\n\n"Cat Sits on Mat"', 'Cat Sits on Mat'],
  ])('of %j is %j', (answer, clean) => {
    expect(cleanAnswer(answer, headline)).toBe(clean);
  });
});

describe('a TL;DR', () => {
  it.each([['TL;DR: '], ['TLDR: '], ['tl; dr - '], ['Summary: '], ['Summary：']])(
    'loses its label %j',
    (label) => {
      expect(cleanAnswer(`${label}The cat sat.`, tldr)).toBe('The cat sat.');
    },
  );

  it('alone loses it: a rewrite may start with those words', () => {
    expect(cleanAnswer('Summary: The cat sat.', rewritten)).toBe('Summary: The cat sat.');
  });
});

/** Every text that stood on the screen while these pieces came, in order. */
function shownWhile(cleaner: StreamCleaner, pieces: readonly string[]): string[] {
  const shown: string[] = [];
  for (const piece of pieces) {
    const change = cleaner.push(piece);
    if (change) shown.push(applied(shown.at(-1) ?? '', change));
  }
  return shown;
}

function applied(shown: string, { keep, text: added }: Delta): string {
  expect(keep).toBeLessThanOrEqual(shown.length);
  return shown.slice(0, keep) + added;
}

function cut(answer: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < answer.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(answer.slice(at, at + size));
    at += size;
  }
  return pieces;
}

const asked = fc.constantFrom<Pick<Task, 'choice' | 'text'>>(tldr, keyPoints, headline, rewritten);
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
const word = fc.constantFrom(
  ...['The', ' cat', ' sat.', '\n', '\n\n', '- ', '1. ', '"', '“', '”', '```', '**', '# '],
  ...['Headline: ', 'TL;DR: ', 'Sure', 'here is', ' summary', ':', ' 🙂', '日本。', 'ok', '<', '>'],
);
const words = fc.array(word, { maxLength: 12 }).map((parts) => parts.join(''));
const opening = fc.constantFrom('', ...preambles);

describe('while an answer streams', () => {
  it('nothing of a preamble is ever shown, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.constantFrom(...preambles), sizes, (preamble, pieceSizes) => {
        const body = 'The cat sat.\nIt sat on a mat.';
        const pieces = cut(preamble + body, pieceSizes);
        const shown = shownWhile(new StreamCleaner(rewritten), pieces);
        for (const one of shown) expect(body.slice(0, one.length)).toBe(one);
        expect(shown.at(-1)).toBe(body);
      }),
    );
  });

  it('an answer without a preamble is shown from its first word', () => {
    expect(new StreamCleaner(tldr).push('The')).toEqual({ keep: 0, text: 'The' });
  });

  it('an answer that starts like a preamble is shown once it is too long for one', () => {
    const answer = `Sure-footed cats ${'sit and '.repeat(40)}sit.`;
    const shown = shownWhile(new StreamCleaner(rewritten), cut(answer, [3]));
    expect(shown[0]?.length).toBeLessThan(answer.length);
    expect(shown.at(-1)).toBe(answer);
  });

  it('a list number is taken back when it becomes a bullet', () => {
    const shown = shownWhile(new StreamCleaner(keyPoints), ['1.', ' One.', '\n2', '. Two.']);
    expect(shown).toEqual(['1.', '- One.', '- One.\n2', '- One.\n- Two.']);
  });

  it('a piece that changes nothing on the screen tells nothing', () => {
    const cleaner = new StreamCleaner(tldr);
    cleaner.push('The cat sat.');
    expect(cleaner.push('\n\n')).toBeNull();
  });

  it('the changes add up to the cleaned answer, whatever the pieces', () => {
    fc.assert(
      fc.property(asked, opening, words, sizes, (task, start, body, pieceSizes) => {
        // A last line that starts no preamble, so that nothing is held back in the end.
        const answer = `${start}${body}\nThat is all of it.`;
        const shown = shownWhile(new StreamCleaner(task), cut(answer, pieceSizes));
        expect(shown.at(-1)).toBe(cleanAnswer(answer, task));
      }),
    );
  });

  it('all that is shown is the cleaned start of the answer, whatever the pieces', () => {
    fc.assert(
      fc.property(asked, opening, words, sizes, (task, start, body, pieceSizes) => {
        const answer = start + body;
        const starts = [...answer.split('').keys()].map((at) =>
          cleanAnswer(answer.slice(0, at), task),
        );
        const pieces = cut(answer, pieceSizes);
        for (const one of shownWhile(new StreamCleaner(task), pieces))
          expect([...starts, cleanAnswer(answer, task)]).toContain(one);
      }),
    );
  });

  it('the end is the cleaned answer, whatever was held back', () => {
    fc.assert(
      fc.property(asked, opening, words, sizes, (task, start, body, pieceSizes) => {
        const cleaner = new StreamCleaner(task);
        for (const piece of cut(start + body, pieceSizes)) cleaner.push(piece);
        expect(cleaner.finish()).toBe(cleanAnswer(start + body, task));
      }),
    );
  });

  it('nothing of a thought is ever shown, whatever the pieces', () => {
    const plain = fc.constantFrom('The cat', ' sat.', '\n', 'Sure!', 'Here is a summary:\n', '- ');
    const thought = fc
      .array(fc.constantFrom('SECRET', '\n', '</thin', '< '), { minLength: 1, maxLength: 4 })
      .map((parts) => `<think>${parts.join('')}</think>`);
    const cutOff = fc.constantFrom('', '<think>SECRET', '<think>SECRET</thi');
    const answers = fc
      .tuple(fc.array(fc.oneof(plain, thought), { maxLength: 8 }), cutOff)
      .map(([parts, end]) => parts.join('') + end);
    fc.assert(
      fc.property(asked, answers, sizes, (task, answer, pieceSizes) => {
        const shown = shownWhile(new StreamCleaner(task), cut(answer, pieceSizes));
        for (const one of shown) expect(one).not.toMatch(/SECRET|</);
      }),
    );
  });
});

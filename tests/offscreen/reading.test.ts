import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/core/text/count-words.ts';
import type { ModelChoice, Task } from '../../src/core/tools.ts';
import { estimateTokens } from '../../src/core/window.ts';
import { fitted, type Limits, requireFit, whole } from '../../src/offscreen/reading.ts';

const never = new AbortController().signal;
const summarize: ModelChoice = { tool: 'summarize', type: 'tldr', length: 'short' };

/** By the window alone. */
function limitsOf(contextTokens: number | null): Limits {
  return { contextTokens, readable: null };
}

function task(text: string, choice: ModelChoice = summarize): Task {
  return { choice, text, language: 'en' };
}

/** Sentences of eight words, each unlike the others. */
function prose(sentences: number): string {
  return Array.from(
    { length: sentences },
    (_, i) => `Report ${i} says that town ${i * 7} counted ${i * 13} cats.`,
  ).join(' ');
}

describe('a text that fits its window', () => {
  it('is read whole', async () => {
    const short = task(prose(10));
    const words = countWords(short.text);
    const reading = { wordsRead: words, wordsTotal: words };
    expect(whole(short)).toEqual({ task: short, reading });
    expect(await fitted(never, short, limitsOf(4096), 1)).toEqual({ task: short, reading });
  });

  it('is read whole by an engine without a window, however long', async () => {
    const long = task(prose(5000));
    const excerpt = await fitted(never, long, limitsOf(null), 1);
    expect(excerpt.task.text).toBe(long.text);
  });

  it('is read whole up to the last token, and no further', async () => {
    const exact = task(prose(100));
    // Instruction, answer and chat template of this choice.
    const window = estimateTokens(exact.text) + 96 + 120 + 32;
    expect((await fitted(never, exact, limitsOf(window), 1)).task.text).toBe(exact.text);
    expect((await fitted(never, exact, limitsOf(window - 1), 1)).task.text).not.toBe(exact.text);
  });
});

describe('a text over the window', () => {
  it('is summarized from its own best sentences, and how many words were read is told', async () => {
    const long = task(prose(600));
    const { task: shorter, reading } = await fitted(never, long, limitsOf(1000), 1);
    const sentences = shorter.text.split('\n');
    for (const sentence of sentences) expect(long.text).toContain(sentence);
    expect(sentences.length).toBeGreaterThan(5);
    expect(reading).toEqual({
      wordsRead: countWords(shorter.text),
      wordsTotal: countWords(long.text),
      limit: 'window',
    });
    expect(reading.wordsRead).toBeLessThan(reading.wordsTotal);
    expect({ ...shorter, text: '' }).toEqual({ ...long, text: '' });
  });

  it('is cut down further with a smaller share', async () => {
    const long = task(prose(600));
    const read: number[] = [];
    for (const share of [1, 0.7, 0.5, 0.3, 0.2])
      read.push((await fitted(never, long, limitsOf(2000), share)).reading.wordsRead);
    expect(read).toEqual([...new Set(read)].sort((a, b) => b - a));
  });

  it('still leaves something to read where the window is hardly larger than the answer', async () => {
    const { task: shorter, reading } = await fitted(never, task(prose(600)), limitsOf(100), 1);
    expect(shorter.text).not.toBe('');
    expect(reading.wordsRead).toBeLessThanOrEqual(20);
  });

  it('always leaves something to read, and never more words than there are', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('The cat sat on the mat. ', '\n\n', '日本語の文です。', 'x'.repeat(500)),
    );
    const texts = fc
      .array(piece, { minLength: 1, maxLength: 60 })
      .map((pieces) => pieces.join(''))
      .filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 150, max: 600 }), async (text, window) => {
        const { task: shorter, reading } = await fitted(never, task(text), limitsOf(window), 1);
        expect(shorter.text.trim()).not.toBe('');
        expect(reading.wordsRead).toBeLessThanOrEqual(reading.wordsTotal);
        expect(reading.wordsTotal).toBe(countWords(text));
      }),
      // Counts a word more once it is cut into its two sentences.
      { examples: [['一𑗉The cat sat on the mat. ', 150]] },
    );
  });

  it('is not cut for a rewrite, which would lose the rest of the person’s text', async () => {
    const choice: ModelChoice = { tool: 'rewrite', style: 'concise', instruction: '' };
    await expect(fitted(never, task(prose(600), choice), limitsOf(4096), 1)).rejects.toMatchObject({
      name: 'AppError',
      code: 'over-window',
    });
  });

  it('can be aborted while it is read', async () => {
    const controller = new AbortController();
    const reading = fitted(controller.signal, task(prose(60_000)), limitsOf(1000), 1);
    setTimeout(() => controller.abort(new Error('Stop was pressed')));
    await expect(reading).rejects.toThrow('Stop was pressed');
  });
});

describe('the window of a rewrite', () => {
  const instruction = 'Please rhyme. '.repeat(100);

  it('must also hold the person’s own instruction', async () => {
    const choice: ModelChoice = { tool: 'rewrite', style: 'own', instruction };
    const own = (words: string) => task(prose(100), { ...choice, instruction: words });
    const window = Math.ceil(estimateTokens(prose(100)) * 2.5) + 64 + 96 + 32 + 2;
    expect((await fitted(never, own(''), limitsOf(window), 1)).task.text).toBe(prose(100));
    await expect(fitted(never, own(instruction), limitsOf(window), 1)).rejects.toThrow();
  });

  it('is not smaller for an instruction of another style, which nobody sends', async () => {
    const choice: ModelChoice = { tool: 'rewrite', style: 'concise', instruction };
    const window = Math.ceil(estimateTokens(prose(100)) * 2.5) + 64 + 96 + 32 + 2;
    expect((await fitted(never, task(prose(100), choice), limitsOf(window), 1)).task.text).toBe(
      prose(100),
    );
  });
});

describe('a text that cannot be read in time', () => {
  const inTime = (readable: number): Limits => ({ contextTokens: 4096, readable });

  it('is summarized from its best sentences, and that time was the reason is told', async () => {
    const long = task(prose(100));
    const { task: shorter, reading } = await fitted(never, long, inTime(200), 1);
    expect(estimateTokens(shorter.text)).toBeLessThanOrEqual(220);
    expect(reading).toMatchObject({ limit: 'time', wordsTotal: countWords(long.text) });
  });

  it('is not rewritten in part', async () => {
    const choice: ModelChoice = { tool: 'rewrite', style: 'concise', instruction: '' };
    const long = task(prose(100), choice);
    await expect(fitted(never, long, inTime(200), 1)).rejects.toMatchObject({
      code: 'over-budget',
    });
    expect(() => requireFit(long, inTime(200))).toThrow(
      expect.objectContaining({ code: 'over-budget' }),
    );
  });

  it('is told by its window where that is the smaller of the two', async () => {
    const limits = { contextTokens: 400, readable: 1000 };
    const { reading } = await fitted(never, task(prose(100)), limits, 1);
    expect(reading.limit).toBe('window');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summarizerOptions } from '../../../src/core/built-in/options.ts';
import { buildPrompt } from '../../../src/core/prompts.ts';
import { summaryLengths, summaryTypes, type Task } from '../../../src/core/tools.ts';
import { BuiltInEngine } from '../../../src/offscreen/built-in/built-in-engine.ts';
import { BuiltInDouble } from './doubles.ts';

const never = new AbortController().signal;
const text = 'A cat was seen. It sat on a mat.';
const summary: Task = {
  choice: { tool: 'summarize', type: 'tldr', length: 'short' },
  text,
  language: 'en-GB',
};
const rewriting: Task = {
  choice: { tool: 'rewrite', style: 'concise', instruction: '' },
  text,
  language: 'en',
};

let browser = new BuiltInDouble();
let engine = new BuiltInEngine();

beforeEach(() => {
  browser = new BuiltInDouble();
  browser.install();
  engine = new BuiltInEngine();
});
afterEach(() => {
  engine.unload();
  BuiltInDouble.uninstall();
});

async function answer(task: Task, signal = never): Promise<string> {
  let whole = '';
  for await (const piece of engine.generate(signal, task)) whole += piece;
  return whole;
}

describe('whether the browser has a model', () => {
  it.each([
    ['available', 'ready', null],
    ['downloadable', 'needs-download', 'no-model'],
    ['downloading', 'downloading', 'no-model'],
    ['unavailable', 'unavailable', 'built-in-unavailable'],
  ] as const)('that it calls %s is %s', async (availability, state, code) => {
    browser.availability = availability;
    expect(await engine.readiness(never, rewriting)).toMatchObject({
      state,
      ...(code && { code }),
    });
  });

  it('is no in a browser without such a thing', async () => {
    BuiltInDouble.uninstall();
    const none = { state: 'unavailable', code: 'built-in-unavailable' };
    expect(await engine.readiness(never, rewriting)).toEqual(none);
    await expect(answer(rewriting)).rejects.toMatchObject({ code: 'no-model' });
  });

  it('is told from whether it knows the language', async () => {
    const state = await engine.readiness(never, { ...rewriting, language: 'de-AT' });
    expect(state).toEqual({ state: 'unavailable', code: 'language-unsupported' });
    expect(await engine.readiness(never, { ...rewriting, language: 'und' })).toMatchObject({
      state: 'ready',
    });
  });

  it('is yes for summaries alone, where only these are there', async () => {
    browser.availability = 'downloadable';
    browser.summaries = 'available';
    expect(await engine.readiness(never, summary)).toMatchObject({ state: 'ready' });
    expect(await engine.readiness(never, rewriting)).toMatchObject({ state: 'needs-download' });
  });

  it('is not waited for long', async () => {
    browser.hangs = true;
    expect(await engine.readiness(never, rewriting)).toMatchObject({ state: 'unavailable' });
  }, 10_000);

  it('is asked with the very options that a session is created with', async () => {
    await engine.load(never, rewriting, () => {});
    await engine.load(never, summary, () => {});
    const [model, summaries] = browser.created.map((options) => JSON.parse(options));
    const { initialPrompts, ...options } = model;
    expect(initialPrompts).toEqual([{ role: 'system', content: buildPrompt(rewriting, 0).system }]);
    expect(browser.asked).toContain(JSON.stringify(options));
    expect(browser.asked).toContain(JSON.stringify(summaries));
  });
});

describe('an answer', () => {
  it('to a rewrite is asked as of any model, in a copy of the session, which is then closed', async () => {
    expect(await answer(rewriting)).toBe('The cat sat.');
    expect(browser.prompts).toEqual([buildPrompt(rewriting, 0).user]);
    expect(browser.open).toBe(1);
    await answer(rewriting);
    expect(browser.created.length).toBe(1);
    engine.unload();
    expect(browser.open).toBe(0);
  });

  it('to a summary of its own kind is the browser’s, and of another kind the model’s', async () => {
    await answer(summary);
    expect(browser.prompts).toEqual([text]);
    const long: Task = { ...summary, choice: { tool: 'summarize', type: 'tldr', length: 'long' } };
    await answer(long);
    expect(browser.prompts[1]).toBe(buildPrompt(long, 0).user);
  });

  it('to a text that does not fit is refused before anything is read', async () => {
    const long = 'Some words of it. '.repeat(500);
    for (const task of [rewriting, summary])
      await expect(answer({ ...task, text: long })).rejects.toMatchObject({ code: 'over-window' });
    expect(browser.prompts).toEqual([]);
    engine.unload();
    expect(browser.open).toBe(0);
  });

  it('begins no download', async () => {
    browser.availability = 'downloadable';
    await expect(engine.load(never, rewriting, () => {})).rejects.toMatchObject({
      code: 'no-model',
    });
    expect(browser.created).toEqual([]);
  });

  it('that is given up ends with the reason, and its session is closed', async () => {
    const controller = new AbortController();
    browser.pieces = Array.from({ length: 100 }, () => 'word ');
    const pieces = engine.generate(controller.signal, rewriting);
    await pieces.next();
    controller.abort(new Error('Stop was pressed'));
    await expect(pieces.next()).rejects.toThrow('Stop was pressed');
    expect(browser.open).toBe(1);
  });

  it('that nobody reads on closes its session too', async () => {
    for await (const _ of engine.generate(never, rewriting)) break;
    expect(browser.open).toBe(1);
  });

  it.each([
    ['QuotaExceededError', 'over-window'],
    ['NotSupportedError', 'language-unsupported'],
    ['NotReadableError', 'answer-empty'],
    ['InvalidStateError', 'disconnected'],
    ['UnknownError', 'unexpected'],
  ])('that ends in %s is the error %s', async (name, code) => {
    browser.failure = new DOMException('The browser’s own words', name);
    await expect(answer(rewriting)).rejects.toMatchObject({ name: 'AppError', code });
  });
});

it('a session stands for one kind of question, and another takes its place', async () => {
  await engine.load(never, rewriting, () => {});
  await engine.load(never, { ...rewriting, language: 'es' }, () => {});
  expect(browser.created.length).toBe(2);
  expect(browser.open).toBe(1);
});

it('the browser is asked for summaries that are as long as Sotto’s', () => {
  const lengths = summaryTypes.map((type) =>
    summaryLengths.map((length) => {
      const choice = { tool: 'summarize', type, length } as const;
      return summarizerOptions({ choice, language: 'ja' })?.length ?? null;
    }),
  );
  expect(lengths).toEqual([
    ['short', 'medium', 'long'],
    ['short', 'medium', null],
    [null, 'short', 'medium'],
  ]);
});

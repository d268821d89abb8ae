import { describe, expect, it } from 'vitest';
import { help, parseFlags, UsageError } from '../../../tools/start/flags.mjs';

const none = {
  headless: false,
  fresh: false,
  testModel: false,
  modelDir: null,
  chromium: undefined,
  help: false,
};

describe('the flags of npm start', () => {
  it.each([
    [[], {}],
    [['--headless'], { headless: true }],
    [['--fresh', '--test-model'], { fresh: true, testModel: true }],
    [['--model-dir', 'smol'], { modelDir: 'smol' }],
    [['--model-dir=smol'], { modelDir: 'smol' }],
    [['--chromium', '/opt/chrome'], { chromium: '/opt/chrome' }],
    [['-h'], { help: true }],
  ])('understands %j', (args, flags) => {
    expect(parseFlags(args)).toEqual({ ...none, ...flags });
  });

  it.each([
    [['--headles'], '--headles'],
    [['article.html'], 'article.html'],
    [['--model-dir'], '--model-dir'],
    [['--headless=yes'], '--headless'],
    [['--test-model', '--model-dir', 'smol'], 'exclude'],
  ])('refuses %j and says what is wrong', (args, word) => {
    expect(() => parseFlags(args)).toThrow(UsageError);
    expect(() => parseFlags(args)).toThrow(word);
  });

  it('are all in the help', () => {
    for (const flag of ['headless', 'fresh', 'test-model', 'model-dir DIR', 'chromium PATH']) {
      expect(help).toContain(`--${flag}`);
    }
  });
});

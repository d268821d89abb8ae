import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/core/tools.ts';
import { InstantEngine } from '../../src/offscreen/instant-engine.ts';

const instantEngine = new InstantEngine(async () => []);
const never = new AbortController().signal;
const text =
  'A cat was seen on a mat in Paris. It sat there for three days. Nobody knows why it came.';
const summary: Task = {
  choice: { tool: 'summarize', type: 'key-points', length: 'short' },
  text,
  language: 'en',
};

describe('the instant engine', () => {
  it('is always ready for summaries, without a model and without a window', async () => {
    expect(await instantEngine.readiness(never, summary)).toEqual({
      state: 'ready',
      ...{ model: null, tier: null, isEnglishOnly: false, contextTokens: null, speed: null },
    });
  });

  it('answers a summary with the text’s own sentences, whole and with nothing counted', async () => {
    const answer = instantEngine.generate(never, summary);
    const { value } = await answer.next();
    for (const line of String(value).split('\n')) expect(text).toContain(line.slice(2));
    expect(await answer.next()).toEqual({
      done: true,
      value: { tokens: null, truncated: false, wordsRead: 20 },
    });
  });

  it('says that a rewrite needs a model', async () => {
    const choice = { tool: 'rewrite', style: 'concise', instruction: '' } as const;
    await expect(
      instantEngine.generate(never, { ...summary, choice }).next(),
    ).rejects.toMatchObject({ name: 'AppError', code: 'no-model' });
  });

  it('stops when it is aborted', async () => {
    const answer = instantEngine.generate(
      AbortSignal.abort(new Error('Stop was pressed')),
      summary,
    );
    await expect(answer.next()).rejects.toThrow('Stop was pressed');
  });
});

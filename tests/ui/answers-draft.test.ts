import { describe, expect, it } from 'vitest';
import type { Choice } from '../../src/core/tools.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { draftOf, modelReceipt } from './drafts.ts';
import { answersOf, original } from './scripted-job.ts';

const proofread: Choice = { tool: 'proofread' };
const summarize: Choice = { tool: 'summarize', type: 'tldr', length: 'short' };
const drafted = original.replace('two', '2');
const better = original.replace('two', '2').replace('eight', '8');
const offer = { engine: 'web-llm', model: 'Qwen3 0.6B', expectedMs: 6000 } as const;
const plan: RunEvent = {
  ...{ type: 'plan', engine: 'web-llm', model: 'Qwen3 0.6B' },
  reading: { wordsRead: 2, wordsTotal: 2 },
};
const done: RunEvent = { type: 'done', result: better, receipt: modelReceipt };
const instantly: RunEvent = { type: 'fallback', code: 'device-lost', next: { kind: 'instant' } };

/** Asked, and with a draft that a better answer is to replace. */
async function withDraft(choice: Choice) {
  const { answers, ...script } = answersOf();
  answers.begin('device', choice);
  await Promise.resolve();
  script.hear({ type: 'draft', ...draftOf(drafted) });
  return { answers, ...script };
}

describe('a draft among answers', () => {
  it('is shown as changes while a better answer is made, and stays beside it', async () => {
    const { answers, hear } = await withDraft(proofread);
    const { value: changes } = answers.changes;
    expect(changes).toHaveLength(1);
    hear(plan, { type: 'prefill' }, { type: 'delta', keep: 0, text: 'One 2' });
    expect(answers.changes.value).toBe(changes);
    expect([answers.position.value, answers.count.value]).toEqual([0, 2]);
    hear(done);
    expect(answers.changes.value).toHaveLength(2);
    expect([answers.position.value, answers.count.value]).toEqual([1, 2]);
    answers.step(-1);
    expect([answers.text.value, answers.next.value]).toEqual([drafted, 'status_better_there']);
  });

  it('that comes a second time is kept once', async () => {
    const { answers, hear } = await withDraft(proofread);
    hear(plan, done);
    answers.again();
    await Promise.resolve();
    hear({ type: 'draft', ...draftOf(drafted) }, plan);
    expect([answers.text.value, answers.position.value, answers.count.value]).toEqual([
      ...[drafted, 2, 4],
    ]);
    hear(done);
    expect([answers.text.value, answers.position.value, answers.count.value]).toEqual([
      ...[better, 2, 3],
    ]);
  });

  it('of a summary is written over and does not stay', async () => {
    const { answers, hear } = await withDraft(summarize);
    expect(answers.count.value).toBe(1);
    hear(plan, { type: 'delta', keep: 0, text: 'Half' }, done);
    expect([answers.text.value, answers.count.value]).toEqual([better, 1]);
  });

  it('stays where it is when the person looks what comes next', async () => {
    const { answers, hear } = await withDraft(proofread);
    hear(plan, { type: 'prefill' });
    answers.step(1);
    expect([answers.text.value, answers.position.value, answers.count.value]).toEqual(['', 1, 2]);
    answers.step(-1);
    expect(answers.text.value).toBe(drafted);
  });

  it('is the answer once it is kept', async () => {
    const { answers, hear } = await withDraft(proofread);
    hear(plan, { type: 'prefill' });
    answers.stop();
    expect(answers.state.value).toMatchObject({ phase: 'done', engine: 'instant', model: null });
    expect(answers.changes.value).toHaveLength(1);
    expect([answers.text.value, answers.count.value]).toEqual([drafted, 1]);
  });

  it('is not lost where half of a better answer stands when that is stopped', async () => {
    const { answers, hear } = await withDraft(summarize);
    hear(plan, { type: 'delta', keep: 0, text: 'Half' });
    answers.stop();
    expect([answers.text.value, answers.position.value]).toEqual(['Half', 1]);
    answers.step(-1);
    expect(answers.text.value).toBe(drafted);
    expect(answers.next.value).toBeNull();
  });

  it.each<[string, (answers: Awaited<ReturnType<typeof withDraft>>['answers']) => void, string]>([
    ['rejects one of its changes', (answers) => answers.decide([0], false), original],
    ['goes through its changes', (answers) => answers.touch(), drafted],
  ])('stays for a person who %s, and the better one comes beside it', async (_name, act, text) => {
    const { answers, hear } = await withDraft(proofread);
    hear(plan, { type: 'prefill' });
    const { value: changes } = answers.changes;
    act(answers);
    expect(answers.changes.value).toBe(changes);
    expect(answers.text.value).toBe(text);
    expect(answers.next.value).toBe('status_better_coming');
    // Also for the eye: nothing leaps where the person is about to click again.
    expect(answers.state.value).toMatchObject({ phase: 'prefill', isDraft: false });
    expect([answers.position.value, answers.count.value]).toEqual([0, 2]);
    hear({ type: 'delta', keep: 0, text: 'One 2' }, done);
    expect(answers.text.value).toBe(text);
    expect(answers.next.value).toBe('status_better_there');
    expect([answers.position.value, answers.count.value]).toEqual([0, 2]);
    answers.step(1);
    expect([answers.text.value, answers.next.value]).toEqual([better, null]);
    answers.step(-1);
    expect(answers.text.value).toBe(text);
  });

  it('that was kept is no answer a second time where the better one fails', async () => {
    const { answers, hear } = await withDraft(proofread);
    answers.decide([0], false);
    const draft = draftOf(drafted);
    hear(plan, instantly, { type: 'draft', ...draft }, { type: 'done', ...draft });
    expect([answers.text.value, answers.position.value]).toEqual([original, 0]);
    expect(answers.count.value).toBe(1);
    expect(answers.state.value.fallbacks).toHaveLength(1);
    expect(answers.next.value).toBeNull();
  });

  it('that was kept stays where the better one is stopped before its first word', async () => {
    const { answers, hear } = await withDraft(proofread);
    answers.touch();
    hear(plan);
    answers.stop();
    expect([answers.text.value, answers.count.value]).toEqual([drafted, 1]);
  });

  it('is kept, and a better answer asked for at once, where that waits', async () => {
    const { answers, hear, ways } = await withDraft(summarize);
    hear({ type: 'held', by: 'typing', ...offer });
    expect(answers.offer.value).toMatchObject(offer);
    answers.better();
    await Promise.resolve();
    expect(ways.at(-1)).toEqual({ route: 'device', pace: 'now' });
    expect(answers.offer.value).toBeNull();
    hear({ type: 'draft', ...draftOf(drafted) }, plan, done);
    expect([answers.position.value, answers.count.value]).toEqual([1, 2]);
    answers.step(-1);
    expect(answers.text.value).toBe(drafted);
  });

  it('lets a person who has to do with it ask for the better one as long as that waits', async () => {
    const { answers, hear, ways } = await withDraft(proofread);
    hear({ type: 'held', by: 'battery', ...offer });
    answers.decide([0], false);
    expect(answers.offer.value).toMatchObject(offer);
    hear(plan, { type: 'prefill' });
    expect(answers.offer.value).toBeNull();
    hear(done);
    expect([answers.next.value, answers.offer.value]).toEqual(['status_better_there', null]);
    expect(ways).toHaveLength(1);
  });

  it('comes with an offer that is taken on this device, whoever was asked since', async () => {
    const { answers, hear, answer, ways } = await withDraft(summarize);
    hear({ type: 'done', ...draftOf(drafted), offer });
    answers.changeRoute('server');
    await answer('From a server.');
    answers.step(-1);
    answers.better();
    expect(ways.map(({ route, pace }) => `${route} ${pace}`)).toEqual([
      'device usual',
      'server usual',
      'device now',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import type { Choice } from '../../src/core/tools.ts';
import { idle } from '../../src/ui/job-state.ts';
import { answersOf, original, receipt } from './scripted-job.ts';

const proofread: Choice = { tool: 'proofread' };
const own = (instruction: string): Choice => ({ tool: 'rewrite', style: 'own', instruction });
const better = original.replace('two', '2').replace('eight', '8');

describe('the answers to a text', () => {
  it('leaves out of the text what the person rejects, and takes it back in', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    expect(answers.changes.value).toHaveLength(2);
    expect(answers.text.value).toBe(better);
    answers.decide([1], false);
    expect(answers.text.value).toBe(original.replace('two', '2'));
    answers.decide([0], false);
    expect(answers.text.value).toBe(original);
    answers.decide([0, 1], true);
    expect(answers.text.value).toBe(better);
  });

  it('has no changes while it is written, when it was cut off, and of a summary', async () => {
    const { answers, tell } = answersOf();
    answers.begin('device', proofread);
    await Promise.resolve();
    tell({ phase: 'writing', text: 'One 2' });
    expect(answers.changes.value).toBeNull();
    tell({ phase: 'done', receipt: { ...receipt, truncated: true } });
    expect(answers.changes.value).toBeNull();
    tell({ receipt });
    expect(answers.changes.value).not.toBeNull();
    tell({ choice: { tool: 'summarize', type: 'tldr', length: 'short' } });
    expect(answers.changes.value).toBeNull();
    expect(answers.text.value).toBe('One 2');
  });

  it('has the changes that an engine itself tells, with their reasons', async () => {
    const { answers, answer, tell } = answersOf();
    answers.begin('device', proofread);
    const change = { start: 4, end: 7, before: 'two', after: '2', reason: 'It is shorter.' };
    tell({ changes: [change] });
    await answer(better);
    expect(answers.changes.value).toEqual([change]);
  });

  it('keeps each with what was taken of it, and asks again in its own way', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', own('Use figures.'));
    await answer(better);
    answers.decide([0], false);
    answers.choose(own('Shout.'));
    await answer(original.toUpperCase());
    expect([answers.position.value, answers.count.value]).toEqual([1, 2]);
    answers.step(-1);
    expect(answers.text.value).toBe(original.replace('eight', '8'));
    expect(answers.choice.value).toEqual(own('Use figures.'));
    answers.step(-1);
    expect(answers.position.value).toBe(0);
    answers.decide([0], true);
    expect(answers.text.value).toBe(better);
    answers.again();
    await answer('Once more.');
    expect([answers.position.value, answers.count.value]).toEqual([2, 3]);
    expect(answers.choice.value).toEqual(own('Use figures.'));
  });

  it('can be read while the next one is written', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.again();
    answers.step(-1);
    await answer('Another.');
    expect(answers.text.value).toBe(better);
    answers.step(1);
    expect(answers.state.value.text).toBe('Another.');
  });

  it('stays shown when the next question is in vain, with the reason and as it was taken', async () => {
    const { answers, answer, tell } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.again();
    await answer(original.toUpperCase());
    answers.step(-1);
    answers.decide([0], false);
    for (const _attempt of ['once', 'and once more']) {
      answers.changeRoute('server');
      await Promise.resolve();
      tell({ phase: 'failed', error: 'cloud-busy' });
      expect([answers.position.value, answers.count.value]).toEqual([0, 2]);
      expect(answers.state.value).toMatchObject({ phase: 'failed', error: 'cloud-busy' });
      expect(answers.text.value).toBe(original.replace('eight', '8'));
    }
    answers.decide([0], true);
    expect(answers.text.value).toBe(better);
    answers.step(1);
    expect(answers.state.value).toMatchObject({ phase: 'done', error: null });
    answers.again();
    await answer('Three.');
    expect([answers.position.value, answers.count.value]).toEqual([2, 3]);
  });

  it('can be stopped while an earlier one is shown', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.again();
    answers.step(-1);
    expect(answers.isRunning.value).toBe(true);
    answers.stop();
    expect(answers.isRunning.value).toBe(false);
    expect(answers.text.value).toBe(better);
  });

  it('does not keep what was never written', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    answers.again();
    answers.again();
    await answer(better);
    expect(answers.count.value).toBe(1);
  });

  it('stays where it was while an instruction is not written yet', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.choose(own(' '));
    expect([answers.text.value, answers.count.value]).toEqual([better, 1]);
    expect(answers.choice.value).toEqual(own(' '));
    expect(answers.notice.value).toBeNull();
    answers.again();
    expect(answers.notice.value).toBe('error_instruction_empty');
  });

  it('is there once more after a no, with what was taken of it', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.decide([0], false);
    answers.changeRoute('server');
    expect(answers.count.value).toBe(2);
    answers.decline();
    expect(answers.count.value).toBe(1);
    expect(answers.text.value).toBe(original.replace('eight', '8'));
    expect(answers.state.value.route).toBe('device');
  });

  it('is forgotten with the text', async () => {
    const { answers, answer } = answersOf();
    answers.begin('device', proofread);
    await answer(better);
    answers.again();
    await answer('Another.');
    answers.begin('device', proofread);
    expect([answers.count.value, answers.text.value]).toEqual([1, '']);
  });

  it('says why there is no text, and asks nothing where nobody is left', () => {
    const failing = answersOf(() => new AppError('text-empty', 'Nothing.'));
    failing.answers.begin('device', proofread);
    expect(failing.answers.state.value.error).toBe('text-empty');
    const orphan = answersOf(() => null);
    orphan.answers.begin('device', proofread);
    expect(orphan.answers.state.value).toBe(idle);
  });

  it('keeps the white space around the text that a model drops', async () => {
    const { answers, answer } = answersOf((choice) => async () => ({
      choice,
      text: ` ${original}\n`,
    }));
    answers.begin('device', proofread);
    await answer(better);
    expect(answers.text.value).toBe(` ${better}\n`);
    expect(answers.changes.value).toHaveLength(2);
  });
});

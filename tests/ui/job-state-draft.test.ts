import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/changes.ts';
import type { Offer } from '../../src/core/ladder/plan.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { applyEvent, idle, type JobState, withDraftKept } from '../../src/ui/job-state.ts';
import { isWhole } from '../../src/ui/review.ts';
import { draftOf, modelReceipt } from './drafts.ts';

const starting: JobState = {
  ...{ ...idle, phase: 'starting', original: 'teh text' },
  choice: { tool: 'proofread' },
};
const changes: Change[] = [
  { start: 0, end: 3, before: 'teh', after: 'the', reason: 'Did you mean “the”?' },
];
const draft: RunEvent = { type: 'draft', ...draftOf('the text'), changes };
const plan: RunEvent = {
  ...{ type: 'plan', engine: 'web-llm', model: 'Qwen3 0.6B', why: { kind: 'best' } },
  ...{ reading: { wordsRead: 2, wordsTotal: 2 }, expectedMs: 6000 },
};
const offer: Offer = { engine: 'web-llm', model: 'Qwen3 0.6B', expectedMs: 6000 };
const delta: RunEvent = { type: 'delta', keep: 0, text: 'The' };

function told(...events: RunEvent[]): JobState {
  return events.reduce(applyEvent, starting);
}

describe('a draft', () => {
  it('is whole, with the reasons for its changes, while a better answer is made', () => {
    for (const state of [told(draft), told(draft, plan, { type: 'prefill' })]) {
      expect(isWhole(state)).toBe(true);
      expect(state).toMatchObject({ text: 'the text', isDraft: true, changes });
    }
  });

  it('of a text in another form stands until the better one is whole', () => {
    const writing = told(draft, plan, delta);
    expect(writing).toMatchObject({ phase: 'writing', text: 'the text', isDraft: true, changes });
    expect(isWhole(writing)).toBe(true);
    expect(applyEvent(writing, { type: 'delta', keep: 3, text: ' text' })).toBe(writing);
    const done = applyEvent(writing, {
      ...{ type: 'done', result: 'The text', receipt: modelReceipt },
    });
    expect(done).toMatchObject({ phase: 'done', text: 'The text', isDraft: false, changes: null });
  });

  it('of a summary is written over, and half of a summary is not whole', () => {
    const choice = { tool: 'summarize', type: 'tldr', length: 'short' } as const;
    const writing = [draft, plan, delta].reduce(applyEvent, { ...starting, choice });
    expect(writing).toMatchObject({ text: 'The', isDraft: false, receipt: null, changes: null });
    expect(writing.draft).toMatchObject({ result: 'the text' });
  });

  it('says what a better answer waits for, and who would make it', () => {
    const held = told(draft, { type: 'held', by: 'typing', ...offer });
    expect(held).toMatchObject({ phase: 'held', heldBy: 'typing', offer, isDraft: true });
  });

  it('that is all there is may come with an offer', () => {
    const done = told(draft, { type: 'done', ...draftOf('the text'), offer });
    expect(done).toMatchObject({ phase: 'done', engine: 'instant', offer, isDraft: false });
    expect(told(draft, { type: 'done', ...draftOf('the text') }).offer).toBeNull();
  });
});

describe('why an engine answers', () => {
  it('is told with its plan', () => {
    const done: RunEvent = { type: 'done', result: 'The text', receipt: modelReceipt };
    expect(told(plan, done).why).toEqual({ kind: 'best' });
  });

  it('is not what was planned, where that came to nothing or the draft is kept', () => {
    const why = { kind: 'instead', of: 'web-llm', code: 'device-lost' } as const;
    const done: RunEvent = { type: 'done', ...draftOf('the text'), why };
    expect(told(draft, plan, done).why).toEqual(why);
    expect(withDraftKept(told(draft, plan)).why).toBeNull();
  });
});

it.each(['window', 'time'] as const)('a receipt tells that the %s was the limit', (limit) => {
  const receipt = { ...modelReceipt, wordsRead: 1, limit };
  const { reading } = told({ type: 'done', result: 'The', receipt });
  expect(reading).toEqual({ wordsRead: 1, wordsTotal: 2, limit });
});

import { signal } from '@preact/signals';
import type { Receipt } from '../../src/core/receipt.ts';
import type { RunEvent } from '../../src/protocol/contract.ts';
import { Answers, type Reader } from '../../src/ui/answers.ts';
import type { Job, Way } from '../../src/ui/job.ts';
import {
  applyEvent,
  idle,
  isRunning,
  type JobState,
  withDraftKept,
  withoutDraft,
} from '../../src/ui/job-state.ts';

export const original = 'One two three. Four five six. Seven eight nine.';

export const receipt: Receipt = {
  ...{ engine: 'web-llm', model: 'Qwen3 0.6B', tokens: 9, truncated: false, wordsRead: 9 },
  ...{ wordsTotal: 9, masking: null, elapsedMs: 1200 },
  traffic: { sentBytes: 0, receivedBytes: 0, hosts: [], isAtMost: false },
};

/** A job that answers when the test says so. */
function scriptedJob() {
  const state = signal<JobState>(idle);
  const ways: Way[] = [];
  let before = idle;
  const job: Job = {
    state,
    start: async (way, source) => {
      ways.push(way);
      before = state.value;
      state.value = { ...idle, route: way.route, phase: 'starting' };
      const { choice, text } = await source(new AbortController().signal);
      state.value = { ...state.value, choice, original: text };
    },
    approve: () => {},
    edit: () => {},
    decline: () => {
      state.value = before;
    },
    stop: () => {
      const { value } = state;
      if (!isRunning(value)) return;
      state.value = value.isDraft ? withDraftKept(value) : { ...value, phase: 'stopped' };
    },
    takeDraft: () => {
      const { value } = state;
      if (!value.draft) return null;
      state.value = withoutDraft(value);
      return withDraftKept(value);
    },
    reset: () => {
      state.value = idle;
    },
    fail: ({ code }) => {
      state.value = { ...state.value, phase: 'failed', error: code };
    },
  };
  const tell = (change: Partial<JobState>) => {
    state.value = { ...state.value, ...change };
  };
  return {
    job,
    tell,
    ways,
    hear: (...events: RunEvent[]) => {
      state.value = events.reduce(applyEvent, state.value);
    },
    answer: async (text: string) => {
      await Promise.resolve();
      tell({ phase: 'done', text, receipt });
    },
  };
}

const read: Reader = (choice) => async () => ({ choice, text: original });

/** Answers to `original`, and what its job is told. */
export function answersOf(reader = read) {
  const { job, ...script } = scriptedJob();
  return { answers: new Answers(job, reader), ...script };
}

import { type ReadonlySignal, signal } from '@preact/signals';
import { AppError, toAppError } from '../core/errors.ts';
import { maxTextLength } from '../core/limits.ts';
import type { Task } from '../core/tools.ts';
import { detectLanguage } from '../platform/language.ts';
import { call } from '../platform/messaging/calls.ts';
import { stream } from '../platform/messaging/streams.ts';
import { applyEvent, idle, isRunning, type JobState } from './job-state.ts';

/** Where a text comes from may take time, and may fail: the job shows both. */
export type TaskSource = (signal: AbortSignal) => Promise<Omit<Task, 'language'>>;

/** One request at a time on one screen. */
export type Job = {
  readonly state: ReadonlySignal<JobState>;
  /** Replaces a request that is still running. Never rejects: failures are part of the state. */
  start(source: TaskSource): Promise<void>;
  stop(): void;
  /** Forgets the last request. */
  reset(): void;
  fail(error: AppError): void;
};

export function createJob(): Job {
  const state = signal(idle);
  let controller = new AbortController();
  const stop = () => {
    controller.abort();
    if (isRunning(state.value)) state.value = { ...state.value, phase: 'stopped' };
  };
  const fail = (error: AppError) => {
    state.value = { ...state.value, phase: 'failed', error: error.code };
  };
  const start = async (source: TaskSource) => {
    stop();
    controller = new AbortController();
    const { signal: mine } = controller;
    state.value = { ...idle, phase: 'starting' };
    try {
      // Meanwhile: the engine room takes as long to open as a page to be read.
      const room = call(mine, 'ensureEngine', null);
      // Where it fails, `run` tells; until then nobody waits for it.
      room.catch(() => {});
      const task = await source(mine);
      state.value = { ...state.value, textLength: task.text.length };
      for await (const event of run(mine, task, room)) state.value = applyEvent(state.value, event);
    } catch (thrown) {
      // Canceling is no error, and by then another request may own the state.
      if (!mine.aborted) fail(toAppError(thrown));
    }
  };
  const reset = () => {
    stop();
    state.value = idle;
  };
  return { state, start, stop, reset, fail };
}

async function* run(signal: AbortSignal, task: Omit<Task, 'language'>, room: Promise<null>) {
  // Here, before it is sent: a message that large would freeze the page for a second.
  if (task.text.length > maxTextLength)
    throw new AppError('text-too-long', `${task.text.length} characters.`);
  const language = await detectLanguage(task.text);
  await room;
  yield* stream(signal, 'run', { ...task, language });
}

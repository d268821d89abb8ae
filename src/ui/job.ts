import { type ReadonlySignal, signal } from '@preact/signals';
import type { Route } from '../core/cloud/settings.ts';
import { AppError, toAppError } from '../core/errors.ts';
import type { Pace } from '../core/ladder/preference.ts';
import { maxTextLength } from '../core/limits.ts';
import type { Choice } from '../core/tools.ts';
import { detectLanguage } from '../platform/language.ts';
import { call } from '../platform/messaging/calls.ts';
import { request, stream } from '../platform/messaging/streams.ts';
import { isPrivateWindow } from '../platform/private-window.ts';
import type { TextOrigin } from '../protocol/contract.ts';
import {
  applyEvent,
  idle,
  isRunning,
  type JobState,
  withDraftKept,
  withoutDraft,
} from './job-state.ts';

/** A text, with what is asked about it. */
export type Question = {
  readonly choice: Choice;
  readonly text: string;
  /** Of a text from elsewhere. Left out, it is from right here. */
  readonly origin?: TextOrigin | undefined;
};

/** Where a text comes from may take time, and may fail: the job shows both. */
export type QuestionSource = (signal: AbortSignal) => Promise<Question>;

/** Who is asked, and whether for the best answer without waiting. */
export type Way = { readonly route: Route; readonly pace: Pace };

/** One request at a time on one screen. */
export type Job = {
  readonly state: ReadonlySignal<JobState>;
  /** Replaces a request that is still running. Never rejects: failures are part of the state. */
  start(way: Way, source: QuestionSource): Promise<void>;
  /** The person's yes to what stands in `consent`, with the text as they left it. */
  approve(text: string): void;
  /** What the person makes of the text that stands in `consent`. */
  edit(text: string): void;
  /** The person's no: what stood there before comes back. */
  decline(): void;
  /** A draft that stands there becomes the answer. */
  stop(): void;
  /** The draft as an answer of its own, which nothing writes over any more; null where there is none. */
  takeDraft(): JobState | null;
  /** Forgets the last request. */
  reset(): void;
  fail(error: AppError): void;
};

export function createJob(): Job {
  const state = signal(idle);
  let controller = new AbortController();
  /** What stood there before the request that runs now. */
  let before = idle;
  const stop = () => {
    controller.abort();
    const { value } = state;
    if (!isRunning(value)) return;
    const stopped = { ...value, phase: 'stopped', consent: null } as const;
    state.value = value.isDraft ? withDraftKept(value) : stopped;
  };
  const takeDraft = () => {
    const { value } = state;
    if (!value.draft) return null;
    state.value = withoutDraft(value);
    return withDraftKept(value);
  };
  const fail = ({ code }: AppError) => {
    const failed = { phase: 'failed', consent: null, error: code } as const;
    state.value = { ...state.value, ...failed, draft: null, isDraft: false };
    // Of use to nobody, unlike the beginning of an answer.
    if (code === 'gibberish') state.value = { ...state.value, text: '' };
  };
  const start = async ({ route, pace }: Way, source: QuestionSource) => {
    const isAsked = state.value.phase === 'consent';
    stop();
    if (!isAsked) before = state.value;
    controller = new AbortController();
    const { signal: mine } = controller;
    state.value = { ...idle, route, edit: state.value.edit, phase: 'starting' };
    try {
      // Meanwhile: the engine room takes as long to open as a page to be read.
      const room = call(mine, 'ensureEngine', null);
      // Where it fails, `run` tells; until then nobody waits for it.
      room.catch(() => {});
      const question = await source(mine);
      const { choice, text } = question;
      state.value = { ...state.value, choice, original: text };
      for await (const event of run(mine, { ...question, route, pace }, room))
        state.value = applyEvent(state.value, event);
    } catch (thrown) {
      // Canceling is no error, and by then another request may own the state.
      if (!mine.aborted) fail(toAppError(thrown));
    }
  };
  const reset = () => {
    stop();
    state.value = idle;
  };
  const approve = async (text: string) => {
    const { consent } = state.value;
    if (!consent) return;
    const { signal: mine } = controller;
    state.value = { ...state.value, phase: 'asking', consent: null };
    try {
      await request(mine, 'approve', { ticket: consent.ticket, text });
    } catch (thrown) {
      if (!mine.aborted) fail(toAppError(thrown));
    }
  };
  const decline = () => {
    stop();
    if (before.phase !== 'idle') state.value = { ...before, edit: state.value.edit };
  };
  const edit = (to: string) => {
    const { value } = state;
    if (value.consent) state.value = { ...value, edit: { from: value.consent.preview.text, to } };
  };
  return {
    state,
    start,
    edit,
    decline,
    approve: (text) => void approve(text),
    stop,
    takeDraft,
    reset,
    fail,
  };
}

async function* run(signal: AbortSignal, question: Question & Way, room: Promise<null>) {
  // Here, before it is sent: a message that large would freeze the page for a second.
  const { text } = question;
  if (text.length > maxTextLength)
    throw new AppError('text-too-long', `${text.length} characters.`);
  const [language, isPrivate] = await Promise.all([detectLanguage(text), isPrivateWindow()]);
  const origin = question.origin ?? { sites: [], isPrivate };
  await room;
  yield* stream(signal, 'run', { ...question, language, origin });
}

import type { ErrorCode } from '../core/errors.ts';
import type { EngineId, Receipt } from '../core/receipt.ts';
import type { LoadProgress, Reading, RunEvent } from '../protocol/contract.ts';

export type Phase =
  | 'idle'
  | 'starting'
  | 'queued'
  | 'loading'
  | 'prefill'
  | 'writing'
  | 'done'
  | 'stopped'
  | 'failed';

/** All that a screen shows of one request. */
export type JobState = {
  readonly phase: Phase;
  /** What stands in the result: a draft, the stream so far, or the whole. Kept when stopped or failed. */
  readonly text: string;
  /** The text is the instant engine's, and a model is about to write over it. */
  readonly isDraft: boolean;
  /** Who wrote `text`; null while there is none. */
  readonly engine: EngineId | null;
  readonly model: string | null;
  readonly ahead: number;
  readonly load: LoadProgress | null;
  readonly reading: Reading | null;
  /** Why a better engine did not answer. */
  readonly fallback: ErrorCode | null;
  readonly error: ErrorCode | null;
  /** UTF-16 units of the text that was asked about; 0 until it was read. */
  readonly textLength: number;
  readonly receipt: Receipt | null;
};

export const idle: JobState = {
  phase: 'idle',
  text: '',
  isDraft: false,
  engine: null,
  model: null,
  ahead: 0,
  load: null,
  reading: null,
  fallback: null,
  error: null,
  textLength: 0,
  receipt: null,
};

export function isRunning({ phase }: JobState): boolean {
  return phase !== 'idle' && phase !== 'done' && phase !== 'stopped' && phase !== 'failed';
}

export function applyEvent(state: JobState, event: RunEvent): JobState {
  switch (event.type) {
    case 'queued':
      return { ...state, phase: 'queued', ahead: event.ahead };
    case 'draft':
      return { ...state, text: event.text, isDraft: true, engine: 'instant' };
    case 'plan':
      return { ...state, model: event.model, reading: event.reading };
    case 'loading':
      return { ...state, phase: 'loading', load: { phase: event.phase, progress: event.progress } };
    case 'prefill':
      return { ...state, phase: 'prefill' };
    case 'delta':
      return { ...state, ...grown(state, event.keep, event.text), phase: 'writing' };
    case 'fallback':
      return { ...state, fallback: event.code };
    case 'done':
      return { ...state, ...finished(event.result, event.receipt) };
  }
}

function grown({ isDraft, text }: JobState, keep: number, added: string): Partial<JobState> {
  const base = isDraft ? '' : text;
  return { text: base.slice(0, keep) + added, isDraft: false, engine: 'web-llm' };
}

function finished(result: string, receipt: Receipt): Partial<JobState> {
  const { engine, model, wordsRead, wordsTotal } = receipt;
  const reading = { wordsRead, wordsTotal };
  return { phase: 'done', text: result, isDraft: false, engine, model, reading, receipt };
}

import type { Change } from '../core/changes.ts';
import type { Route } from '../core/cloud/settings.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Offer } from '../core/ladder/plan.ts';
import type { Why } from '../core/ladder/why.ts';
import { type EngineId, noTraffic, type Receipt, type Traffic } from '../core/receipt.ts';
import { type Choice, isRevision } from '../core/tools.ts';
import type {
  Answer,
  Fallback,
  Holding,
  LoadProgress,
  Preview,
  Reading,
  RunEvent,
} from '../protocol/contract.ts';

export type Phase =
  | 'idle'
  | 'starting'
  /** Nothing has left yet, and the person is asked whether it may. */
  | 'consent'
  | 'asking'
  | 'waiting'
  /** A better answer that nobody asked for waits. */
  | 'held'
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
  readonly route: Route;
  /** What was asked; null until the text was read. */
  readonly choice: Choice | null;
  /** What stands in the result: a draft, the stream so far, or the whole. Kept when stopped or failed. */
  readonly text: string;
  /** The instant engine's answer, until it is kept as an answer of its own or a model's is whole. */
  readonly draft: Answer | null;
  /** The draft is what stands there. */
  readonly isDraft: boolean;
  /** The draft has become an answer of its own, and this one is the next. */
  readonly isDraftKept: boolean;
  /** Who wrote `text`; null while there is none. */
  readonly engine: EngineId | null;
  readonly model: string | null;
  /** Who is going to write, or does. */
  readonly planned: EngineId | null;
  /** Of an engine of this device: why it is this one. */
  readonly why: Why | null;
  /** What a better answer waits for. */
  readonly heldBy: Holding | null;
  /** The better answer that waits, or that the person can ask for. */
  readonly offer: Offer | null;
  readonly consent: { readonly ticket: string; readonly preview: Preview } | null;
  /** What the person made of a text before sending it. Outlives a refusal, and another choice. */
  readonly edit: { readonly from: string; readonly to: string } | null;
  /** Until the server is asked again. */
  readonly waitMs: number;
  /** What left this device so far. */
  readonly traffic: Traffic;
  readonly ahead: number;
  readonly load: LoadProgress | null;
  readonly reading: Reading | null;
  /** How long reading and writing will take; null: unknown. */
  readonly expectedMs: number | null;
  /** Why engines did not answer, and what did instead, in turn. */
  readonly fallbacks: readonly Fallback[];
  readonly error: ErrorCode | null;
  /** The text that was asked about; `''` until it was read. */
  readonly original: string;
  readonly receipt: Receipt | null;
  /** Where the answer differs from the original, and why; null where the engine gives nothing but the text. */
  readonly changes: readonly Change[] | null;
};

export const idle: JobState = {
  phase: 'idle',
  route: 'device',
  choice: null,
  text: '',
  draft: null,
  isDraft: false,
  isDraftKept: false,
  engine: null,
  model: null,
  planned: null,
  why: null,
  heldBy: null,
  offer: null,
  consent: null,
  edit: null,
  waitMs: 0,
  traffic: noTraffic,
  ahead: 0,
  load: null,
  reading: null,
  expectedMs: null,
  fallbacks: [],
  error: null,
  original: '',
  receipt: null,
  changes: null,
};

/** Of a question that waits for consent: as the person left it, as long as it is about the same text. */
export function textToSend({ consent, edit }: JobState): string {
  const text = consent?.preview.text ?? '';
  return edit?.from === text ? edit.to : text;
}

export function isRunning({ phase }: JobState): boolean {
  return phase !== 'idle' && phase !== 'done' && phase !== 'stopped' && phase !== 'failed';
}

export function applyEvent(state: JobState, event: RunEvent): JobState {
  switch (event.type) {
    case 'queued':
      return { ...state, phase: 'queued', ahead: event.ahead };
    case 'draft':
      return state.isDraftKept ? state : { ...state, ...drafted(event) };
    case 'held':
      return { ...state, phase: 'held', heldBy: event.by, offer: event };
    case 'plan':
      return { ...state, ...planned(event) };
    case 'consent':
      return { ...state, phase: 'consent', consent: event };
    case 'asking':
      return { ...state, phase: 'asking', consent: null };
    case 'waiting':
      return { ...state, phase: 'waiting', waitMs: event.delayMs };
    case 'traffic':
      return { ...state, traffic: event.traffic };
    case 'loading':
      return { ...state, phase: 'loading', load: loadOf(event) };
    case 'prefill':
      return { ...state, phase: 'prefill' };
    case 'delta':
      return grown(state, event.keep, event.text);
    case 'fallback':
      return { ...state, ...begunAnew(state, event) };
    case 'done':
      return { ...state, ...ended(state, event), offer: event.offer ?? null };
  }
}

/** With the draft for its answer, where there is one. */
export function withDraftKept(state: JobState): JobState {
  return state.draft ? { ...state, ...finished(state.draft), why: null, fallbacks: [] } : state;
}

/** Without the draft, which has become an answer of its own. */
export function withoutDraft(state: JobState): JobState {
  const base = { ...state, draft: null, isDraft: false, isDraftKept: true };
  return state.isDraft ? { ...base, ...nothing } : base;
}

/** Whether what stands there will stay beside a better answer. */
export function isStanding(state: JobState): boolean {
  return state.isDraft && isRevised(state);
}

/** What was asked and answered, without how a request stands. */
export function answerOf(state: JobState): Partial<JobState> {
  const { choice, original, text, engine, model, planned, why } = state;
  const { reading, receipt, changes } = state;
  return { choice, original, text, engine, model, planned, why, reading, receipt, changes };
}

const { text, engine, receipt, changes } = idle;
const nothing = { text, engine, receipt, changes };

function drafted(draft: Answer): Partial<JobState> {
  return { ...written(draft), draft, isDraft: true };
}

function written({ result, receipt, changes }: Answer): Partial<JobState> {
  return { text: result, engine: receipt.engine, receipt, changes: changes ?? null };
}

function planned(plan: Extract<RunEvent, { type: 'plan' }>): Partial<JobState> {
  const { engine, model, reading, why = null, expectedMs = null } = plan;
  return { planned: engine, model, reading, why, expectedMs };
}

function loadOf({ phase, progress, sizeBytes }: LoadProgress): LoadProgress {
  return { phase, progress, sizeBytes };
}

/** What a model wrote that failed is not what the next one goes on with. A draft stays; the instant engine comes with its own. */
function begunAnew(state: JobState, { code, next }: Fallback): Partial<JobState> {
  const fallbacks = [...state.fallbacks, { code, next }];
  if (next.kind === 'instant') return { fallbacks };
  const begun = { phase: 'loading', load: null, fallbacks } as const;
  return state.isDraft ? begun : { ...begun, ...nothing };
}

/** The changes of a draft stay until there are others: of half a text there are none. */
function grown(state: JobState, keep: number, added: string): JobState {
  const { isDraft, phase, planned: engine } = state;
  if (isStanding(state)) return phase === 'writing' ? state : { ...state, phase: 'writing' };
  const text = (isDraft ? '' : state.text).slice(0, keep) + added;
  return { ...state, ...nothing, text, engine, isDraft: false, phase: 'writing' };
}

type Done = Extract<RunEvent, { type: 'done' }>;

/** No second time what was kept already. A draft of a text in another form stays beside what took its place. */
function ended(state: JobState, answer: Done): Partial<JobState> {
  const isInstant = answer.receipt.engine === 'instant';
  const isLeft = !isInstant && isRevised(state);
  return {
    ...finished(answer),
    // A plan that came to nothing tells nothing of who answers now.
    why: isInstant ? (answer.why ?? null) : state.why,
    ...(isInstant && state.isDraftKept && nothing),
    ...(isLeft && { draft: state.draft }),
  };
}

function isRevised({ choice }: JobState): boolean {
  return choice !== null && isRevision(choice);
}

function finished(answer: Answer): Partial<JobState> {
  const { model, wordsRead, wordsTotal, limit, traffic } = answer.receipt;
  const reading = { wordsRead, wordsTotal, ...(limit && { limit }) };
  const ended = { phase: 'done', draft: null, isDraft: false } as const;
  return { ...written(answer), ...ended, model, reading, traffic };
}

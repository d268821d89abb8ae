import type { ComponentChildren } from 'preact';
import { roundedForPeople } from '../core/models/expected-time.ts';
import { t } from '../platform/text.ts';
import type { LoadProgress, Reading } from '../protocol/contract.ts';
import { offerText } from './engine-words.ts';
import { fallbackText } from './fallback-text.ts';
import { isRunning, type JobState } from './job-state.ts';
import { ReceiptView } from './ReceiptView.tsx';
import { errorText, loadTexts, megabytes, number, percent, roughTime, seconds } from './texts.ts';

type Props = {
  readonly state: JobState;
  /** What the last action did, in place of how the request stands. */
  readonly notice: string | null;
  /** Null where the answer is no other form of the text. */
  readonly changeCount: number | null;
  readonly onGetModel: () => void;
  /** What of this device could answer, for whoever wants to know. */
  readonly device: ComponentChildren;
  /** The text itself. */
  readonly children: ComponentChildren;
};

/** What one request has to show: its state in words, the text, and what a person should know about it. */
export function ResultView(props: Props) {
  const { state, notice, changeCount, onGetModel, children } = props;
  const { load, phase, error, original } = state;
  return (
    <>
      <div class="status">
        <span role="status">{notice ?? statusText(state, changeCount)}</span>
        {/* Not in the region, which would read out each step of it. */}
        {phase === 'loading' && load && ` ${loadText(load)}`}
      </div>
      {isRunning(state) && phase !== 'consent' && (
        <progress
          aria-hidden="true"
          {...(phase === 'loading' && load ? { value: load.progress, max: 1 } : {})}
        />
      )}
      {error && (
        <p class="error" role="alert">
          {errorText(error, original.length)}
        </p>
      )}
      {children}
      <Notes state={state} />
      <ReceiptView state={state} />
      {props.device}
      {wantsModel(state) && (
        <button type="button" class="link" onClick={onGetModel}>
          {t('button_get_model')}
        </button>
      )}
    </>
  );
}

function Notes({ state }: { readonly state: JobState }) {
  const notes = notesOf(state);
  return notes.length === 0 ? null : (
    <ul class="notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function notesOf(state: JobState): string[] {
  const { choice, isDraft, reading, fallbacks, receipt } = state;
  const isFinal = fallbacks.some(({ next }) => next.kind === 'instant');
  const notes: string[] = [];
  if (isDraft && isRunning(state) && !isFinal) notes.push(t('note_draft'));
  if (reading && !isDraft && reading.wordsRead < reading.wordsTotal)
    notes.push(readingText(reading));
  notes.push(
    ...fallbacks.map((fallback) => fallbackText(fallback, { choice, isRunning: isRunning(state) })),
  );
  if (receipt?.truncated) notes.push(t('note_truncated'));
  notes.push(...maskingNotes(receipt));
  return notes;
}

function readingText({ wordsRead, wordsTotal, limit }: Reading): string {
  const key = limit === 'time' ? 'note_reading_time' : 'note_reading';
  return t(key, number(wordsRead), number(wordsTotal));
}

function maskingNotes(receipt: JobState['receipt']): string[] {
  const { masked = [], missing = [] } = receipt?.masking ?? {};
  if (receipt?.engine === 'mask' && masked.length === 0) return [t('note_masked_none')];
  if (missing.length === 0) return [];
  const named = missing.slice(0, 5).map(({ original }) => original);
  const more = missing.length - named.length;
  return [t('note_missing', [...named, ...(more > 0 ? [`+ ${number(more)}`] : [])].join(' · '))];
}

function wantsModel({ error, fallbacks, phase }: JobState): boolean {
  const lacksModel = fallbacks.some(({ code }) => code === 'no-model');
  return error === 'no-model' || (phase === 'done' && lacksModel);
}

function statusText(state: JobState, changeCount: number | null): string {
  switch (state.phase) {
    case 'idle':
      return '';
    case 'starting':
      return t(state.isDraft ? 'status_drafted' : 'status_starting');
    case 'consent':
      return t('status_consent');
    case 'asking':
      return t('status_asking');
    case 'waiting':
      return t('status_waiting', seconds(state.waitMs));
    case 'held':
      return heldText(state);
    case 'queued':
      return t('status_queued', number(state.ahead));
    case 'loading':
      return t(loadTexts[state.load?.phase ?? 'fetch']);
    case 'prefill':
      return prefillText(state);
    case 'writing':
      return t('status_writing');
    case 'done':
      return doneText(state, changeCount);
    case 'stopped':
      return t(state.text === '' ? 'status_stopped_empty' : 'status_stopped');
    case 'failed':
      return t('status_failed');
  }
}

function prefillText({ expectedMs, isDraft }: JobState): string {
  if (expectedMs === null) return t('status_prefill');
  const about = roughTime(roundedForPeople(expectedMs));
  return t(isDraft ? 'status_draft_about' : 'status_prefill_about', about);
}

function heldText({ heldBy, offer }: JobState): string {
  const key = heldBy === 'battery' ? 'status_held_battery' : 'status_held_typing';
  return t(key, offer ? offerText(offer) : '');
}

/** How far it is, in bytes where bytes are what is waited for. */
function loadText({ phase, progress, sizeBytes }: LoadProgress): string {
  if (phase === 'compile' || !sizeBytes) return percent(progress);
  const loaded = number((progress * sizeBytes) / 1e6, sizeBytes < 1e7 ? 1 : 0);
  return t('load_bytes', loaded, megabytes(sizeBytes));
}

function doneText({ receipt }: JobState, changeCount: number | null): string {
  const figures = [t('status_done')];
  // What took no time needs no figure.
  if (receipt && receipt.elapsedMs >= 100) {
    figures.push(seconds(receipt.elapsedMs));
    if (receipt.tokens !== null) figures.push(t('tokens', number(receipt.tokens)));
  }
  if (changeCount !== null) figures.push(countText(changeCount));
  return figures.join(' · ');
}

function countText(count: number): string {
  if (count === 0) return t('changes_none');
  return count === 1 ? t('changes_one') : t('changes_many', number(count));
}

import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Route } from '../core/cloud/settings.ts';
import { AppError } from '../core/errors.ts';
import type { Pace } from '../core/ladder/preference.ts';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import type { MessageKey } from '../platform/text.ts';
import { copy } from './clipboard.ts';
import type { Job, QuestionSource } from './job.ts';
import { isRunning, type JobState } from './job-state.ts';
import { paced } from './paced.ts';
import { changesOf, revisionOf, textOf } from './review.ts';
import { type Version, viewOf } from './versions.ts';

/** Gives the text for a choice, or says what stands in the way; null where there is nobody left to ask. */
export type Reader = (choice: Choice) => QuestionSource | AppError | null;

const none: ReadonlySet<number> = new Set();

/** All answers to one text, for one screen: what is asked, which answer is shown, and what of it is taken. */
export class Answers {
  readonly #job: Job;
  /** The job's state, as often as it can be seen. What is decided here looks at the job itself. */
  readonly #seen: ReadonlySignal<JobState>;
  readonly #read: Reader;
  /** Finished, oldest first. */
  readonly #earlier = signal<readonly Version[]>([]);
  /** Of the last answer, which is the job's. */
  readonly #rejected = signal(none);
  /** Null for the last one. */
  readonly #shown = signal<number | null>(null);
  readonly #choice = signal<Choice | null>(null);
  #route: Route = 'device';
  /** Of the answer that was shown when the last question was asked. */
  #left = 0;

  /** What the last action did. */
  readonly notice = signal<MessageKey | null>(null);
  readonly #view = computed(() =>
    viewOf({
      earlier: this.#earlier.value,
      last: { state: this.#seen.value, rejected: this.#rejected.value },
      shown: this.#shown.value,
      left: this.#left,
    }),
  );
  /** With a better answer that is being made. */
  readonly count = computed(() => this.#view.value.count);
  /** Of the answer that is shown, from 0. */
  readonly position = computed(() => this.#view.value.position);
  /** Whether the last one is still being made, whichever is shown. */
  readonly isRunning = computed(() => isRunning(this.#seen.value));
  /** How the next one stands, where a draft that the person has to do with stays shown. */
  readonly next = computed<MessageKey | null>(() => {
    const { isDraftKept, phase } = this.#seen.value;
    if (!isDraftKept || this.position.value !== this.count.value - 2) return null;
    if (this.isRunning.value) return 'status_better_coming';
    return phase === 'done' ? 'status_better_there' : null;
  });
  /** The better answer that can be asked for now. */
  readonly offer = computed(() => {
    const { phase } = this.#seen.value;
    const isFree = this.isRunning.value ? phase === 'held' : this.next.value === null;
    return isFree ? this.state.value.offer : null;
  });
  readonly state = computed(() => this.#view.value.version.state);
  readonly rejected = computed(() => this.#view.value.version.rejected);
  readonly #original = computed(() => this.state.value.original);
  readonly #revision = computed(() => revisionOf(this.state.value));
  readonly #told = computed(() => this.state.value.changes);
  /** Null where the answer is no other form of the text. The same ones as long as text and answer are. */
  readonly changes = computed(() =>
    changesOf(this.#original.value, this.#revision.value, this.#told.value),
  );
  /** The answer as the person takes it. */
  readonly text = computed(() => textOf(this.state.value, this.changes.value, this.rejected.value));

  constructor(job: Job, read: Reader) {
    this.#job = job;
    this.#seen = paced(job.state);
    this.#read = read;
    effect(() => {
      const { phase, draft } = job.state.value;
      if (phase === 'done' && draft) untracked(() => this.#keepDraft(false));
    });
  }

  /** What is asked, or will be once its instruction is written; null before the first question. */
  get choice(): ReadonlySignal<Choice | null> {
    return this.#choice;
  }

  /** On this device, once its instruction is written. */
  get isModelAwaited(): boolean {
    const choice = this.#choice.value;
    return this.#route === 'device' && choice !== null && lacksInstruction(choice);
  }

  /** What is asked has not come to those who answer yet. */
  get isStarting(): boolean {
    return this.#job.state.value.phase === 'starting';
  }

  /** Asks about another text. */
  begin(route: Route, choice: Choice): void {
    this.#route = route;
    batch(() => {
      this.forget();
      this.#ask(choice);
    });
  }

  /** The answers so far, since the text is another now. */
  forget(): void {
    this.#job.reset();
    this.#earlier.value = [];
    this.#rejected.value = none;
    this.#shown.value = null;
  }

  /** Asks anew about the same text; what was answered before is kept. */
  choose(choice: Choice): void {
    batch(() => this.#ask(choice));
  }

  /** Asks for the best answer, without waiting for anything; a draft that stands there is kept. */
  better(): void {
    const choice = this.#choice.value;
    this.#route = 'device';
    batch(() => {
      this.#job.stop();
      if (choice) this.#ask(choice, 'now');
    });
  }

  again(): void {
    const choice = this.#choice.value;
    if (choice) this.choose(choice);
  }

  changeRoute(route: Route): void {
    this.#route = route;
    this.again();
  }

  /** From the next question on. */
  useDevice(): void {
    this.#route = 'device';
  }

  /** Of a draft and the half of a better answer both are kept. */
  stop(): void {
    batch(() => {
      if (!this.#job.state.value.isDraft) this.#keepDraft(false);
      this.#job.stop();
    });
  }

  /** The person has to do with what is shown. A draft is not taken from under their hands: what comes is the next answer. */
  touch(): void {
    if (this.#shown.value !== null || !this.#job.state.value.isDraft) return;
    batch(() => {
      this.#keepDraft(true);
      this.#shown.value = this.#left = this.#earlier.value.length - 1;
    });
  }

  approve(text: string): void {
    this.#job.approve(text);
  }

  edit(text: string): void {
    this.#job.edit(text);
  }

  /** Nothing is sent, and what stood there before comes back. */
  decline(): void {
    batch(() => {
      this.#job.decline();
      const { route, choice, text } = this.#job.state.value;
      this.#route = route;
      if (choice) this.#choice.value = choice;
      const last = this.#earlier.value.at(-1);
      if (last?.state.text !== text) return;
      this.#earlier.value = this.#earlier.value.slice(0, -1);
      this.#rejected.value = last.rejected;
    });
  }

  /** Shows another answer; beyond the first and the last one there is none. */
  step(by: 1 | -1): void {
    if (by > 0) this.touch();
    const to = Math.min(Math.max(0, this.position.value + by), this.count.value - 1);
    batch(() => {
      this.#shown.value = to === this.#earlier.value.length ? null : to;
      this.#choice.value = this.state.value.choice ?? this.#choice.value;
      this.notice.value = null;
    });
  }

  /** Takes these changes, or leaves them. */
  decide(indices: Iterable<number>, isAccepted: boolean): void {
    this.touch();
    const rejected = new Set(this.rejected.value);
    for (const index of indices) isAccepted ? rejected.delete(index) : rejected.add(index);
    batch(() => {
      this.#setRejected(rejected);
      this.notice.value = null;
    });
  }

  async copy(): Promise<void> {
    this.touch();
    // Told anew each time.
    this.notice.value = null;
    const isCopied = await copy(this.text.value);
    this.notice.value = isCopied ? 'status_copied' : 'status_copy_failed';
  }

  #setRejected(rejected: ReadonlySet<number>): void {
    const shown = this.position.value;
    if (shown >= this.#earlier.value.length) this.#rejected.value = rejected;
    else
      this.#earlier.value = this.#earlier.value.map((version, index) =>
        index === shown ? { ...version, rejected } : version,
      );
  }

  #ask(choice: Choice, pace: Pace = 'usual'): void {
    const before = this.#choice.value;
    const wasAsked = before !== null && lacksInstruction(before);
    this.notice.value = null;
    this.#choice.value = choice;
    const source = this.#read(choice);
    if (source === null) return;
    if (source instanceof AppError) this.#job.fail(source);
    // What stands there stays until the instruction is written.
    else if (lacksInstruction(choice))
      this.notice.value = wasAsked ? 'error_instruction_empty' : null;
    else {
      this.#keepLast();
      void this.#job.start({ route: this.#route, pace }, source);
    }
  }

  /** The same draft is kept once, unless the person has to do with it now. */
  #keepDraft(isTouched: boolean): void {
    const state = this.#job.takeDraft();
    const isSame = (one: Version) =>
      one.state.text === state?.text && one.state.engine === state.engine;
    if (!state || (!isTouched && this.#earlier.value.some(isSame))) return;
    const version = { state, rejected: this.#rejected.value };
    this.#earlier.value = [...this.#earlier.value, version];
    this.#rejected.value = none;
  }

  #keepLast(): void {
    const state = this.#job.state.value;
    const version = { state, rejected: this.#rejected.value };
    const isKept = !isRunning(state) && state.text !== '';
    if (isKept) this.#earlier.value = [...this.#earlier.value, version];
    this.#left = Math.min(this.position.value, this.#earlier.value.length - 1);
    this.#shown.value = null;
    this.#rejected.value = none;
  }
}

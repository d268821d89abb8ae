import { batch, effect, signal } from '@preact/signals';
import type { Route } from '../core/cloud/settings.ts';
import { AppError, toAppError } from '../core/errors.ts';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import { call } from '../platform/messaging/calls.ts';
import { isAlive } from '../platform/package.ts';
import { isPrivateFrame } from '../platform/private-window.ts';
import type { MessageKey } from '../platform/text.ts';
import type { Start } from '../protocol/contract.ts';
import { copy } from '../ui/clipboard.ts';
import { createJob } from '../ui/job.ts';
import { paced } from '../ui/paced.ts';
import { type Captured, capture, focusedElement } from './capture.ts';
import { Panel } from './Panel.tsx';
import { readPage } from './page-text.ts';
import { createPanelHost } from './panel-host.ts';
import type { Target, Writer } from './target.ts';

/** One frame's panel, from its first gesture to its closing; a further gesture uses it again. */
export class Session {
  readonly #host = createPanelHost();
  readonly #job = createJob();
  readonly #shown = paced(this.#job.state);
  readonly #choice = signal<Choice | null>(null);
  readonly #notice = signal<MessageKey | null>(null);
  readonly #gesture = signal(0);
  #start: Omit<Start, 'choice'> = { source: 'auto', route: 'device', server: null, refusal: null };
  /** Null while nothing could be captured: then the next attempt looks again. */
  #captured: Captured | null = null;
  /** Where the focus was before the panel took it. */
  #focused: Element | null = null;

  constructor() {
    effect(() => this.#render());
  }

  start({ choice, ...start }: Start): void {
    // The panel itself has the focus when the gesture comes a second time: then the last element is still meant.
    const focused = focusedElement();
    if (focused !== this.#host.element) this.#focused = focused;
    this.#start = start;
    this.#captured = null;
    this.#job.reset();
    // Before the panel takes the focus: there are fields that empty themselves when they lose it.
    const captured = this.#capture();
    batch(() => {
      this.#notice.value = null;
      this.#choice.value = choice;
      this.#gesture.value += 1;
    });
    this.#ask(captured);
  }

  close(): void {
    this.#job.stop();
    document.removeEventListener('keydown', this.#closeOnEscape, true);
    if (!this.#host.isOpen()) return;
    const hasFocus = focusedElement() === this.#host.element;
    this.#host.close();
    this.#choice.value = null;
    // Whoever has gone on to another field stays there.
    if (hasFocus && this.#focused instanceof HTMLElement)
      this.#focused.focus({ preventScroll: true });
  }

  /** What the last gesture meant, or what stands in the way. */
  #capture(): Captured | AppError {
    const { source, refusal } = this.#start;
    if (refusal) return new AppError(refusal, 'The gesture came from another frame.');
    try {
      this.#captured ??= capture(source, this.#focused);
      return this.#captured;
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  #ask(captured: Captured | AppError): void {
    const choice = this.#choice.value;
    if (!choice) return;
    if (captured instanceof AppError) this.#job.fail(captured);
    else if (lacksInstruction(choice)) this.#job.reset();
    else
      void this.#job.start(this.#start.route, async (signal) => ({
        choice,
        text: captured === 'page' ? await readPage(signal) : captured.text,
      }));
  }

  #render(): void {
    const choice = this.#choice.value;
    if (!choice) return;
    const panel = (
      <Panel
        choice={choice}
        state={this.#shown.value}
        actions={this.#actions()}
        server={this.#start.server}
        anchor={() => this.#target()?.anchor() ?? null}
        notice={this.#notice.value}
        gesture={this.#gesture.value}
      />
    );
    this.#host.show(panel, this.#focused);
  }

  #target(): Target | null {
    return this.#captured === 'page' ? null : this.#captured;
  }

  #actions() {
    const writer = this.#target()?.writer ?? null;
    return {
      choose: (choice: Choice) => {
        this.#choice.value = choice;
        this.#again();
      },
      stop: () => this.#job.stop(),
      again: () => this.#again(),
      copy: () => void this.#copy('status_copied'),
      replace: writer ? () => void this.#replace(writer) : null,
      changeRoute: (route: Route) => {
        this.#start = { ...this.#start, route };
        this.#again();
      },
      approve: (text: string) => this.#job.approve(text),
      edit: (text: string) => this.#job.edit(text),
      decline: () => this.#decline(),
      never: isPrivateFrame() ? null : () => void this.#never(),
      getModel: () => void call(new AbortController().signal, 'openOptions', null),
      close: () => this.close(),
    };
  }

  #again(): void {
    this.#notice.value = null;
    if (isAlive()) this.#ask(this.#capture());
    else this.close();
  }

  #decline(): void {
    this.#job.decline();
    const { route, choice } = this.#job.state.value;
    this.#start = { ...this.#start, route };
    // What stands there again was an answer to another choice, maybe.
    if (choice) this.#choice.value = choice;
  }

  async #never(): Promise<void> {
    this.#decline();
    this.#start = { ...this.#start, route: 'device', server: null };
    const isKept = await call(new AbortController().signal, 'neverHere', null).catch(() => false);
    this.#notice.value = isKept ? 'status_never' : 'status_never_here';
  }

  async #copy(success: MessageKey): Promise<void> {
    this.#notice.value = (await copy(this.#job.state.value.text)) ? success : 'status_copy_failed';
  }

  async #replace(writer: Writer): Promise<void> {
    if ((await writer.replace(this.#job.state.value.text)) !== 'written')
      return this.#copy('status_replace_failed');
    this.#notice.value = 'status_replaced';
    // The focus is in the field now, for Ctrl+Z; Escape there still means the panel.
    document.addEventListener('keydown', this.#closeOnEscape, true);
  }

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    // The panel's own keys are its own business.
    if (event.key !== 'Escape' || focusedElement() === this.#host.element) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}

import { batch, effect, signal } from '@preact/signals';
import type { ServerName } from '../core/cloud/settings.ts';
import { AppError, toAppError } from '../core/errors.ts';
import type { Choice } from '../core/tools.ts';
import { call } from '../platform/messaging/calls.ts';
import { isAlive } from '../platform/package.ts';
import { isPrivateFrame } from '../platform/private-window.ts';
import type { Start } from '../protocol/contract.ts';
import { Answers } from '../ui/answers.ts';
import { createJob, type QuestionSource } from '../ui/job.ts';
import { type Captured, capture, focusedElement } from './capture.ts';
import { OpenWish } from './open-wish.ts';
import { readPage } from './page-text.ts';
import { Panel } from './panel/Panel.tsx';
import { createPanelHost } from './panel/panel-host.ts';
import type { Target } from './target/target.ts';
import { Typing } from './typing.ts';
import { WayBack } from './way-back.ts';

/** One frame's panel, from its first gesture to its closing; a further gesture uses it again. */
export class Session {
  readonly #host = createPanelHost();
  readonly #answers = new Answers(createJob(), (choice) => this.#read(choice));
  readonly #wayBack = new WayBack(this.#answers, () => {
    this.#hasWritten = true;
  });
  /** How many there were; 0 while the panel is closed. */
  readonly #gesture = signal(0);
  readonly #server = signal<ServerName | null>(null);
  readonly #warmth = new OpenWish('warm');
  readonly #typing = new Typing();
  #meant: Pick<Start, 'source' | 'refusal'> = { source: 'auto', refusal: null };
  /** Null while nothing could be captured: then the next attempt looks again. */
  readonly #captured = signal<Captured | null>(null);
  /** Where the focus was before the panel took it. */
  #focused: Element | null = null;
  /** Since then the focus is in the page, and Escape still means the panel. */
  #hasWritten = false;

  constructor() {
    effect(() => this.#render());
    effect(() => this.#warm());
    effect(() => this.#hearTyping());
  }

  start({ choice, route, server, ...meant }: Start): void {
    // The panel itself has the focus when the gesture comes a second time: then the last element is still meant.
    const focused = focusedElement();
    if (focused !== this.#host.element) this.#focused = focused;
    this.#meant = meant;
    // The window's come first: dialogs of the page listen for it too, some of them at the document.
    window.addEventListener('keydown', this.#closeOnEscape, true);
    batch(() => {
      this.#captured.value = null;
      this.#server.value = server;
      this.#wayBack.begin();
      // Before the panel takes the focus: there are fields that empty themselves when they lose it.
      this.#answers.begin(route, choice);
      this.#gesture.value += 1;
    });
  }

  close(): void {
    window.removeEventListener('keydown', this.#closeOnEscape, true);
    this.#hasWritten = false;
    const hasFocus = focusedElement() === this.#host.element;
    this.#host.close();
    // Nothing of a text is kept, also where the page took the panel away by itself.
    batch(() => {
      this.#gesture.value = 0;
      this.#captured.value = null;
      this.#answers.forget();
    });
    // Whoever has gone on to another field stays there.
    if (hasFocus && this.#focused instanceof HTMLElement)
      this.#focused.focus({ preventScroll: true });
  }

  #read(choice: Choice): QuestionSource | AppError | null {
    if (!isAlive()) {
      this.close();
      return null;
    }
    const captured = this.#capture();
    if (captured instanceof AppError) return captured;
    return async (signal) => ({
      choice,
      text: captured === 'page' ? await readPage(signal) : captured.text,
    });
  }

  /** What the last gesture meant, or what stands in the way. */
  #capture(): Captured | AppError {
    const { source, refusal } = this.#meant;
    if (refusal) return new AppError(refusal, 'The gesture came from another frame.');
    try {
      this.#captured.value ??= capture(source, this.#focused);
      return this.#captured.value;
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  /** What happens within the panel its parts hear themselves. */
  #render(): void {
    const gesture = this.#gesture.value;
    const choice = this.#answers.choice.value;
    if (gesture === 0 || !choice) return;
    const target = this.#target();
    const panel = (
      <Panel
        answers={this.#answers}
        choice={choice}
        server={this.#server.value}
        page={target && this.#wayBack.actionsFor(target)}
        anchor={() => this.#target()?.anchor() ?? null}
        gesture={gesture}
        onNever={isPrivateFrame() ? null : () => void this.#never()}
        onGetModel={() => void call(new AbortController().signal, 'openOptions', null)}
        onClose={() => this.close()}
      />
    );
    this.#host.show(panel, this.#focused);
  }

  /** As long as an instruction is being written, and then until the request itself waits for the model. */
  #warm(): void {
    const { isModelAwaited, isStarting } = this.#answers;
    const isOpen = this.#gesture.value > 0;
    if (isOpen && isModelAwaited) this.#warmth.begin();
    else if (!isOpen || !isStarting) this.#warmth.end();
  }

  /** As long as the panel is open: what was written just before a question counts as well. */
  #hearTyping(): void {
    if (this.#gesture.value > 0) this.#typing.begin();
    else this.#typing.end();
  }

  #target(): Target | null {
    const captured = this.#captured.value;
    return captured === 'page' ? null : captured;
  }

  async #never(): Promise<void> {
    this.#answers.decline();
    this.#answers.useDevice();
    this.#server.value = null;
    const isKept = await call(new AbortController().signal, 'neverHere', null).catch(() => false);
    this.#answers.notice.value = isKept ? 'status_never' : 'status_never_here';
  }

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    const focused = focusedElement();
    const isInPanel = focused === this.#host.element;
    const isFree = focused === null || focused === document.body;
    // Whoever has gone on to something else in the page presses keys for that.
    if (!isInPanel && !isFree && !this.#hasWritten) return;
    // Else the browser closes a dialog or popover of the page as well.
    event.preventDefault();
    event.stopImmediatePropagation();
    window.addEventListener('keyup', swallowEscape, { capture: true, once: true });
    if (isInPanel) this.#host.press('Escape');
    else this.close();
  };
}

function swallowEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopImmediatePropagation();
}

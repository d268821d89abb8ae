import { signal } from '@preact/signals';
import { withEdgesOf } from '../core/text/edges.ts';
import type { MessageKey } from '../platform/text.ts';
import type { PageActions } from '../ui/AnswerButtons.tsx';
import type { Answers } from '../ui/answers.ts';
import type { Outcome, Target } from './target.ts';

/** Puts answers into the page, and says what became of them. */
export class WayBack {
  readonly #answers: Answers;
  readonly #onWritten: () => void;
  /** Whether something of ours stands in the text's place. */
  readonly #isReplaced = signal(false);

  /** `onWritten`: the focus is in the page then, for its Ctrl+Z. */
  constructor(answers: Answers, onWritten: () => void) {
    this.#answers = answers;
    this.#onWritten = onWritten;
  }

  /** Of another text, nothing is replaced yet. */
  begin(): void {
    this.#isReplaced.value = false;
  }

  /** Null for a text that can only be read. */
  actionsFor({ text: original, writer }: Target): PageActions | null {
    if (!writer) return null;
    const { replace, insertBelow } = writer;
    return {
      replace: () => void this.#replace(() => replace(withEdgesOf(original, this.#text()))),
      insertBelow:
        insertBelow &&
        (() => void this.#write(() => insertBelow(this.#text().trim()), 'status_inserted')),
      restore: this.#isReplaced.value ? () => void this.#restore(() => replace(original)) : null,
    };
  }

  #text(): string {
    return this.#answers.text.value;
  }

  async #replace(write: () => Promise<Outcome>): Promise<void> {
    if (await this.#write(write, 'status_replaced')) this.#isReplaced.value = true;
  }

  async #restore(write: () => Promise<Outcome>): Promise<void> {
    if (await this.#write(write, 'status_restored')) this.#isReplaced.value = false;
  }

  async #write(write: () => Promise<Outcome>, success: MessageKey): Promise<boolean> {
    const outcome = await write();
    const isWritten = outcome === 'written';
    if (isWritten) this.#onWritten();
    this.#answers.notice.value = isWritten ? success : await this.#trouble(outcome);
    return isWritten;
  }

  /** What the page did not take as it was is in the clipboard. */
  async #trouble(outcome: Exclude<Outcome, 'written'>): Promise<MessageKey> {
    // Nothing is lost, and whatever is in the clipboard stays until the person wants this in it.
    if (outcome === 'outdated') return 'status_outdated';
    if (!(await this.#answers.copy())) return 'status_copy_failed';
    return outcome === 'refused' ? 'status_replace_failed' : 'status_altered';
  }
}

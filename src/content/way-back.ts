import { signal } from '@preact/signals';
import { withEdgesOf } from '../core/text/edges.ts';
import type { MessageKey } from '../platform/text.ts';
import type { PageActions } from '../ui/AnswerButtons.tsx';
import type { Answers } from '../ui/answers.ts';
import { copy } from '../ui/clipboard.ts';
import type { Outcome, Target } from './target.ts';

type Write = (text: string) => Promise<Outcome>;

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
    const text = () => this.#answers.text.value;
    return {
      replace: () => void this.#replace(replace, withEdgesOf(original, text())),
      insertBelow:
        insertBelow && (() => void this.#write(insertBelow, text().trim(), 'status_inserted')),
      restore: this.#isReplaced.value ? () => void this.#restore(replace, original) : null,
    };
  }

  async #replace(write: Write, text: string): Promise<void> {
    if (await this.#write(write, text, 'status_replaced')) this.#isReplaced.value = true;
  }

  async #restore(write: Write, original: string): Promise<void> {
    if (await this.#write(write, original, 'status_restored')) this.#isReplaced.value = false;
  }

  async #write(write: Write, text: string, success: MessageKey): Promise<boolean> {
    const outcome = await write(text);
    const isWritten = outcome === 'written';
    if (isWritten) this.#onWritten();
    this.#answers.notice.value = isWritten ? success : await trouble(outcome, text);
    return isWritten;
  }
}

/** What the page did not take as it was is in the clipboard afterwards. */
async function trouble(outcome: Exclude<Outcome, 'written'>, text: string): Promise<MessageKey> {
  // Nothing is lost, and whatever is in the clipboard stays until the person wants this in it.
  if (outcome === 'outdated') return 'status_outdated';
  if (!(await copy(text))) return 'status_copy_failed';
  return outcome === 'refused' ? 'status_replace_failed' : 'status_altered';
}

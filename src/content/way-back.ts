import { signal } from '@preact/signals';
import { withEdgesOf } from '../core/text/edges.ts';
import { logError } from '../platform/log.ts';
import type { MessageKey } from '../platform/text.ts';
import type { PageActions } from '../ui/AnswerButtons.tsx';
import type { Answers } from '../ui/answers.ts';
import { copy } from '../ui/clipboard.ts';
import type { Outcome, Target } from './target/target.ts';

type Write = { readonly text: string; readonly by: (text: string) => Promise<Outcome> };

/** Puts answers into the page, and says what became of them. */
export class WayBack {
  readonly #answers: Answers;
  readonly #onWritten: () => void;
  /** Whether something of ours stands in the text's place. */
  readonly #isReplaced = signal(false);
  /** Another object for each text. */
  #about = {};
  #isWriting = false;

  /** `onWritten`: the focus is in the page then, for its Ctrl+Z. */
  constructor(answers: Answers, onWritten: () => void) {
    this.#answers = answers;
    this.#onWritten = onWritten;
  }

  /** About another text, of which nothing is replaced yet. */
  begin(): void {
    this.#about = {};
    this.#isReplaced.value = false;
  }

  /** Null for a text that can only be read. */
  actionsFor({ text: original, writer }: Target): PageActions | null {
    if (!writer) return null;
    const { replace, insertBelow } = writer;
    const text = () => this.#answers.text.value;
    return {
      replace: () => this.#put({ text: withEdgesOf(original, text()), by: replace }, true),
      restore: this.#isReplaced.value
        ? () => this.#put({ text: original, by: replace }, false)
        : null,
      insertBelow:
        insertBelow &&
        (() => void this.#write({ text: text().trim(), by: insertBelow }, 'status_inserted')),
    };
  }

  #put(write: Write, isOurs: boolean): void {
    void this.#write(write, isOurs ? 'status_replaced' : 'status_restored', () => {
      this.#isReplaced.value = isOurs;
    });
  }

  async #write({ text, by }: Write, success: MessageKey, onWritten = () => {}): Promise<void> {
    // A second click: two at once would be mixed up in the page.
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#answers.touch();
    const about = this.#about;
    const outcome = await by(text).catch(broken);
    this.#isWriting = false;
    const notice = outcome === 'written' ? success : await trouble(outcome, text);
    // Of another text by now.
    if (about !== this.#about) return;
    if (outcome === 'written') {
      onWritten();
      this.#onWritten();
    }
    this.#answers.notice.value = notice;
  }
}

function broken(thrown: unknown): Outcome {
  logError(thrown);
  return 'altered';
}

/** What the page did not take as it was is in the clipboard afterwards. */
async function trouble(outcome: Exclude<Outcome, 'written'>, text: string): Promise<MessageKey> {
  // Nothing is lost, and whatever is in the clipboard stays until the person wants this in it.
  if (outcome === 'outdated') return 'status_outdated';
  if (!(await copy(text))) return 'status_copy_failed';
  return outcome === 'refused' ? 'status_replace_failed' : 'status_altered';
}

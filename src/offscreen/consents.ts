import { AppError } from '../core/errors.ts';
import type { Asker } from '../protocol/call.ts';
import type { Approval } from '../protocol/contract.ts';

type Question = {
  readonly documentId: string | null;
  readonly answer: (text: string) => void;
};

/** Requests that wait for a person's yes. A ticket is good once, and only out of the document that got it. */
export class Consents {
  readonly #open = new Map<string, Question>();

  /** The ticket, and the text as the person sent it off. Aborting takes the question back. */
  ask(signal: AbortSignal, { documentId }: Asker): { ticket: string; answer: Promise<string> } {
    // A signal that is aborted already would never take it back.
    signal.throwIfAborted();
    const ticket = crypto.randomUUID();
    const answer = new Promise<string>((resolve, reject) => {
      const takeBack = () => {
        this.#open.delete(ticket);
        reject(signal.reason);
      };
      signal.addEventListener('abort', takeBack, { once: true });
      const answered = (text: string) => {
        signal.removeEventListener('abort', takeBack);
        resolve(text);
      };
      this.#open.set(ticket, { documentId, answer: answered });
    });
    // Nobody may be waiting any more when it is taken back.
    answer.catch(() => {});
    return { ticket, answer };
  }

  approve({ ticket, text }: Approval, { documentId }: Asker): void {
    const question = this.#open.get(ticket);
    if (question?.documentId !== documentId || !question)
      throw new AppError('refused', 'No such question was asked here.');
    this.#open.delete(ticket);
    question.answer(text);
  }
}

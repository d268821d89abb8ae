/** What `npm start` prints. Plain lines: they are read in logs as well. */

/** @param {string} line */
export const say = (line = '') => void process.stdout.write(`${line}\n`);

/**
 * One finished step of the preparation.
 * @param {string} subject
 * @param {string} outcome
 */
export const step = (subject, outcome) => say(`  ${subject.padEnd(14)}${outcome}`);

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Prints a text that grows. What was printed cannot be taken back: where the text becomes another one, it begins anew
 * on a line of its own.
 */
export class GrowingText {
  #write;
  #printed = '';
  #isLineOpen = false;

  /** @param {(piece: string) => void} write */
  constructor(write = (piece) => void process.stdout.write(piece)) {
    this.#write = write;
  }

  /** @param {string} text the whole of it, so far */
  show(text) {
    if (text === this.#printed) return;
    if (!text.startsWith(this.#printed)) this.startAnew();
    const added = text.slice(this.#printed.length);
    const start = this.#isLineOpen ? '' : indent;
    this.#write(start + added.replaceAll('\n', `\n${indent}`));
    this.#printed = text;
    this.#isLineOpen = true;
  }

  /** Something else is printed in between; the text goes on afterwards. */
  endLine() {
    if (this.#isLineOpen) this.#write('\n');
    this.#isLineOpen = false;
  }

  /** What comes next is another text, even where it begins alike. */
  startAnew() {
    this.endLine();
    this.#printed = '';
  }
}

const indent = '    ';

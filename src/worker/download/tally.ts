import type { TransferProgress } from '../../protocol/models-report.ts';

type Waiting = NonNullable<TransferProgress['waiting']>;
type Line = { bytes: number; size: number | null };

/** How far all files of a model have come. */
export class Tally {
  readonly #lines = new Map<string, Line>();
  /** The files that are under way; null while bytes may come at any time. */
  readonly #underWay = new Map<string, Waiting | null>();
  #isListed = false;
  #changed = () => {};

  /** These are all files, with their sizes but for those that nobody knows. */
  list(files: readonly { readonly file: string; readonly size: number | null }[]): void {
    const listed = new Map(files.map(({ file, size }) => [file, size]));
    for (const file of this.#lines.keys()) if (!listed.has(file)) this.#lines.delete(file);
    for (const [file, size] of listed) this.#lineOf(file).size = size;
    this.#isListed = true;
    this.#changed();
  }

  /** So much of it is here. */
  has(file: string, bytes: number): void {
    this.#lineOf(file).bytes = bytes;
    this.#changed();
  }

  begin(file: string): void {
    this.#underWay.set(file, null);
    this.#changed();
  }

  wait(file: string, waiting: Waiting): void {
    this.#underWay.set(file, waiting);
    this.#changed();
  }

  end(file: string): void {
    this.#underWay.delete(file);
    this.#changed();
  }

  read(): TransferProgress {
    const lines = [...this.#lines.values()];
    const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
    return {
      bytes: sum(lines.map(({ bytes }) => bytes)),
      totalBytes: this.#isListed ? sum(lines.map(({ bytes, size }) => size ?? bytes)) : null,
      waiting: this.#waiting(),
    };
  }

  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }

  /** Only where nothing else comes: then, what ends first. */
  #waiting(): Waiting | null {
    const states = [...this.#underWay.values()];
    const waits = states.filter((one) => one !== null);
    if (waits.length < states.length) return null;
    return waits.sort((one, other) => one.delayMs - other.delayMs)[0] ?? null;
  }

  #lineOf(file: string): Line {
    const line = this.#lines.get(file) ?? { bytes: 0, size: null };
    this.#lines.set(file, line);
    return line;
  }
}

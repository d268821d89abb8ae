import { passing } from './editor-command.ts';
import { folded, isSameText } from './lines.ts';
import { comesTrue, pause } from './settle.ts';
import { walk } from './text-walk.ts';

/** `original`, `written`: exactly what stood there and what stands there now. `between`: after each step but the last. */
export type Steps = {
  readonly original: string;
  readonly between: readonly string[];
  readonly written: string;
};

/**
 * Several steps of one write are undone, and done again, by one Ctrl+Z or Ctrl+Y: as long as a text stands there that was
 * only between two steps, and that the person has never seen, what they did is done once more.
 */
export function undoAsOne(host: HTMLElement, steps: Steps): void {
  if (steps.between.length === 0) return;
  const chain = chains.get(host) ?? new Chain(host);
  chains.set(host, chain);
  chain.add(steps);
}

/** One for all that is written into a host: what was written before can be undone as well. */
const chains = new WeakMap<HTMLElement, Chain>();

/** So many texts of a host are kept. */
const mostSteps = 200;

/** How long a busy page may take until a key shows, and to undo one step more. */
const keyMs = 1000;
const stepMs = 3000;

class Chain {
  readonly #host: HTMLElement;
  /** An empty line more may be all that tells a text between from the original. */
  readonly #between = new Set<string>();
  readonly #ends = new Set<string>();
  #steps = 0;
  /** Counts what the person did: who comes late gives way. */
  #turn = 0;
  #underWay = 0;
  #isOwn = false;
  // One after the other: Ctrl+Y may come while Ctrl+Z still goes on.
  #done = Promise.resolve();

  constructor(host: HTMLElement) {
    this.#host = host;
    const gone = new AbortController();
    const listen = <Heard extends Event>(type: string, hear: (event: Heard) => void) => {
      const heard = (event: Event) => {
        if (host.isConnected) return event.isTrusted && !this.#isOwn && hear(event as Heard);
        gone.abort();
        chains.delete(host);
      };
      window.addEventListener(type, heard, { capture: true, signal: gone.signal });
    };
    listen('keydown', this.#onKey);
    listen('input', this.#onInput);
    for (const type of ['beforeinput', 'paste', 'drop', 'pointerdown']) listen(type, this.#see);
  }

  add({ original, between, written }: Steps): void {
    if (this.#steps + between.length > mostSteps) this.#forget();
    this.#steps += between.length;
    for (const state of between) this.#between.add(folded(state));
    this.#ends.add(original).add(written);
  }

  #forget(): void {
    this.#steps = 0;
    this.#between.clear();
    this.#ends.clear();
  }

  /** What stands there when the person goes on to something else, they have seen, by whatever way it came. */
  #see = (event: Event) => {
    if (this.#underWay > 0 || !event.composedPath().includes(this.#host)) return;
    const { text } = walk(this.#host);
    if (this.#isBetween(text)) this.#between.delete(folded(text));
  };

  #isBetween(text: string): boolean {
    return this.#between.has(folded(text)) && !this.#ends.has(text);
  }

  /** Where the page does not undo by itself, the browser does, and tells by an `input` event. */
  #onKey = (event: KeyboardEvent) => {
    this.#see(event);
    if (!isUndoOrRedo(event)) return;
    const { text } = walk(this.#host);
    const mine = ++this.#turn;
    this.#follow(async () => {
      await pause(0);
      if (!event.defaultPrevented) return;
      await this.#changes(text, mine, keyMs);
      await this.#goOn(mine, () => press(this.#host, event));
    });
  };

  #onInput = (event: Event) => {
    const command = event instanceof InputEvent && commands[event.inputType];
    if (!command || !event.composedPath().includes(this.#host)) return;
    const mine = ++this.#turn;
    this.#follow(async () => {
      // Not within the browser's own undoing.
      await pause(0);
      await this.#goOn(mine, () => document.execCommand(command));
    });
  };

  async #follow(act: () => Promise<void>): Promise<void> {
    this.#underWay++;
    await act().finally(() => this.#underWay--);
  }

  #goOn(mine: number, again: () => void): Promise<void> {
    this.#done = this.#done.then(() => this.#repeat(mine, again)).catch(() => {});
    return this.#done;
  }

  async #repeat(mine: number, again: () => void): Promise<void> {
    for (let left = this.#steps; left > 0; left--) {
      const { text } = walk(this.#host);
      if (mine !== this.#turn || !this.#isBetween(text)) return;
      this.#isOwn = true;
      again();
      this.#isOwn = false;
      if (!(await this.#changes(text, mine, stepMs))) return;
    }
  }

  /** Also true when the person did something else meanwhile. */
  #changes(text: string, mine: number, withinMs: number): Promise<boolean> {
    return comesTrue(() => mine !== this.#turn || walk(this.#host).text !== text, withinMs);
  }
}

const commands: Record<string, 'undo' | 'redo'> = { historyUndo: 'undo', historyRedo: 'redo' };

/** Where the keyboard types no Latin letters, the place of a key tells which it is. */
function isUndoOrRedo({ ctrlKey, metaKey, altKey, key, code }: KeyboardEvent): boolean {
  if (altKey || !(ctrlKey || metaKey)) return false;
  return /^[zy]$/i.test(key) || (!/^[\x20-\x7e]$/.test(key) && /^Key[ZY]$/.test(code));
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** False where the page took it. */
function press(host: HTMLElement, key: Key): boolean {
  const { code, keyCode, ctrlKey, metaKey, shiftKey } = key;
  const init = { key: key.key, code, keyCode, ctrlKey, metaKey, shiftKey, ...passing };
  return host.dispatchEvent(new KeyboardEvent('keydown', init));
}

/** How long an editor that takes no text may take to undo one step. */
const takeBackMs = 300;

/** Undoes what was written, in so many steps or less, until `text` stands there again. False where it does not. */
export async function takeBack(host: HTMLElement, text: string, atMost: number): Promise<boolean> {
  const isMac = navigator.platform.startsWith('Mac');
  const key = { key: 'z', code: 'KeyZ', keyCode: 90, shiftKey: false };
  for (let i = 0; i < atMost; i++) {
    const now = walk(host).text;
    if (now === text) return true;
    if (press(host, { ...key, ctrlKey: !isMac, metaKey: isMac })) document.execCommand('undo');
    if (!(await comesTrue(() => walk(host).text !== now, takeBackMs))) break;
  }
  return isSameText(walk(host).text, text);
}

import { passing } from './editor-command.ts';
import { isSameText } from './lines.ts';
import { comesTrue, pause } from './settle.ts';
import { walk } from './text-walk.ts';

/** How long an editor may take to undo one step. */
const stepMs = 300;

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
  const gone = new AbortController();
  const listening = { capture: true, signal: gone.signal };
  let isOwn = false;
  // One after the other: Ctrl+Y may come while Ctrl+Z still goes on.
  let done = Promise.resolve();
  const goOn = (again: () => void) => {
    done = done.then(() => repeat(host, steps, again));
  };
  const onKey = async (event: KeyboardEvent) => {
    if (!host.isConnected) return gone.abort();
    if (event.isTrusted && isUndoOrRedo(event) && (await isTaken(host, event)))
      goOn(() => press(host, event));
  };
  const onInput = (event: Event) => {
    const command = event instanceof InputEvent && commands[event.inputType];
    if (!command || isOwn) return;
    const again = () => {
      isOwn = true;
      document.execCommand(command);
      isOwn = false;
    };
    // Not within the browser's own undoing.
    setTimeout(() => goOn(again));
  };
  window.addEventListener('keydown', (event) => void onKey(event), listening);
  window.addEventListener('input', onInput, listening);
}

async function repeat(host: HTMLElement, steps: Steps, again: () => void): Promise<void> {
  for (let times = 0; times < steps.between.length; times++) {
    const { text } = walk(host);
    if (!isBetween(text, steps)) return;
    again();
    if (!(await comesTrue(() => walk(host).text !== text, stepMs))) return;
  }
}

/** An empty line more may be all that tells a text between from the original. */
function isBetween(text: string, { original, between, written }: Steps): boolean {
  if (text === original || text === written) return false;
  return between.some((state) => isSameText(state, text));
}

/** Whether the page undoes by itself. Where it does not, the browser does, and tells by an `input` event. */
async function isTaken(host: HTMLElement, event: KeyboardEvent): Promise<boolean> {
  const { text } = walk(host);
  await pause(0);
  return event.defaultPrevented && comesTrue(() => walk(host).text !== text, stepMs);
}

const commands: Record<string, 'undo' | 'redo'> = { historyUndo: 'undo', historyRedo: 'redo' };

function isUndoOrRedo({ ctrlKey, metaKey, altKey, key }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && /^[zy]$/i.test(key);
}

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** False where the page took it. */
function press(host: HTMLElement, key: Key): boolean {
  const { code, keyCode, ctrlKey, metaKey, shiftKey } = key;
  const init = { key: key.key, code, keyCode, ctrlKey, metaKey, shiftKey, ...passing };
  return host.dispatchEvent(new KeyboardEvent('keydown', init));
}

/** Undoes what was written, in so many steps or less, until `text` stands there again. False where it does not. */
export async function takeBack(host: HTMLElement, text: string, atMost: number): Promise<boolean> {
  const isMac = navigator.platform.startsWith('Mac');
  const key = { key: 'z', code: 'KeyZ', keyCode: 90, shiftKey: false };
  for (let i = 0; i < atMost; i++) {
    const now = walk(host).text;
    if (now === text) return true;
    if (press(host, { ...key, ctrlKey: !isMac, metaKey: isMac })) document.execCommand('undo');
    if (!(await comesTrue(() => walk(host).text !== now, stepMs))) break;
  }
  return isSameText(walk(host).text, text);
}

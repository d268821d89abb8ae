import type { Scripting } from 'webextension-polyfill';
import { AppError } from '../core/errors.ts';
import { browser } from './browser.ts';
import type { Frame } from './messaging/commands.ts';

/** Built as classic scripts of one file each: what is injected cannot import. */
const files = { content: 'content.js', reader: 'reader.js', status: 'status.js' } as const;

/** What runs in the page, not here: only what it touches is declared, since this shelf has no DOM. */
type PageElement = {
  readonly localName: string;
  readonly shadowRoot: PageDocument | null;
  readonly ownerDocument: PageDocument;
  getBoundingClientRect(): PageBox;
  checkVisibility(options: object): boolean;
};
type PageBox = Record<'width' | 'height' | 'right' | 'bottom', number>;
type PageDocument = {
  readonly activeElement: PageElement | null;
  readonly defaultView?: PageWindow | null;
  hasFocus?(): boolean;
};
type PageWindow = {
  readonly parent: PageWindow;
  readonly frameElement: PageElement | null;
  readonly scrollX: number;
  readonly scrollY: number;
};
declare const document: PageDocument;
declare const window: PageWindow;

/** Name of the mark that the content script leaves in its isolated world. */
export const presenceMark = '__sottoContent';

/** Every injection. Throws `page-not-allowed` where the browser takes no scripts of extensions. */
async function execute(injection: Scripting.ScriptInjection): Promise<Scripting.InjectionResult[]> {
  // At once: else one frame that does not finish loading would hold back every gesture in its page.
  const now = { ...injection, injectImmediately: true };
  try {
    return await browser.scripting.executeScript(now);
  } catch {
    // The gesture's permission reaches the page's process by another way than the script: seen to lose the race once in
    // 60 shortcuts on a busy machine.
    await new Promise((resolve) => setTimeout(resolve, permissionMs));
  }
  try {
    return await browser.scripting.executeScript(now);
  } catch (cause) {
    throw new AppError('page-not-allowed', 'The browser refused to inject.', { cause });
  }
}

const permissionMs = 100;

export async function inject({ tabId, frameId }: Frame, file: keyof typeof files): Promise<void> {
  await execute({
    target: { tabId, frameIds: [frameId] },
    files: [files[file]],
  });
}

/** Whether the content script runs in the frame already: injecting twice would run it twice. */
export async function isContentPresent({ tabId, frameId }: Frame): Promise<boolean> {
  const [answer] = await execute({
    target: { tabId, frameIds: [frameId] },
    func: (mark: string) => mark in globalThis,
    args: [presenceMark],
  });
  return answer?.result === true;
}

/**
 * The frame that has the focus, which a keyboard shortcut does not tell; the page itself where none has. Null when the
 * focus is in a frame where nothing may be injected: then all that can be seen is a frame element with the focus in the
 * document around it. A frame that nobody can see, where editors that draw their text themselves catch keys, counts as the one
 * around it: a panel inside would not be seen either.
 */
export async function findFocusedFrame(tabId: number): Promise<Frame | null> {
  const answers = await execute({
    target: { tabId, allFrames: true },
    func: whereFocusIs,
  });
  const focused = answers.find(({ result }) => result === 'here');
  if (focused) return { tabId, frameId: focused.frameId };
  return answers.some(({ result }) => result === 'in-a-child') ? null : { tabId, frameId: 0 };
}

/**
 * Runs in each frame. Goes by the active elements from here up to the top: `hasFocus()` is false in all of them while a
 * popup is open or the focus is in another process, and only tells where nothing can be seen of the frame around.
 */
function whereFocusIs(): 'here' | 'in-a-child' | 'elsewhere' {
  const activeIn = (root: PageDocument): PageElement | null => {
    const active = root.activeElement;
    return active?.shadowRoot?.activeElement ? activeIn(active.shadowRoot) : active;
  };
  const isSeen = (frame: PageElement): boolean => {
    const { width, height, right, bottom } = frame.getBoundingClientRect();
    const { scrollX = 0, scrollY = 0 } = frame.ownerDocument.defaultView ?? {};
    const isOutside = right + scrollX <= 0 || bottom + scrollY <= 0;
    const isVisible = frame.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return isVisible && !isOutside && width >= 50 && height >= 50;
  };
  const inside = activeIn(document);
  const isFrame = inside?.localName === 'iframe' || inside?.localName === 'frame';
  if (inside && isFrame && isSeen(inside)) return 'in-a-child';
  for (let frame = window; frame !== frame.parent; frame = frame.parent) {
    const element = frame.frameElement;
    if (!element) return document.hasFocus?.() ? 'here' : 'elsewhere';
    if (activeIn(element.ownerDocument) !== element || !isSeen(element)) return 'elsewhere';
  }
  return 'here';
}

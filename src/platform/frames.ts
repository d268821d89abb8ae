import browser, { type Scripting } from 'webextension-polyfill';
import { AppError } from '../core/errors.ts';
import type { Frame } from './messaging/commands.ts';

/** Built as classic scripts of one file each: what is injected cannot import. */
const files = { content: 'content.js', reader: 'reader.js' } as const;

/** What runs in the page, not here: only what it touches is declared, since this shelf has no DOM. */
declare const document: {
  hasFocus(): boolean;
  readonly activeElement: { readonly localName: string } | null;
};

/** Name of the mark that the content script leaves in its isolated world. */
export const presenceMark = '__sottoContent';

/** Every injection. Throws `page-not-allowed` where the browser takes no scripts of extensions. */
async function execute(injection: Scripting.ScriptInjection): Promise<Scripting.InjectionResult[]> {
  try {
    return await browser.scripting.executeScript(injection);
  } catch (cause) {
    throw new AppError('page-not-allowed', 'The browser refused to inject.', { cause });
  }
}

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
 * document around it. `hasFocus()` is false there when the frame runs in another process, so it is not asked.
 */
export async function findFocusedFrame(tabId: number): Promise<Frame | null> {
  const answers = await execute({
    target: { tabId, allFrames: true },
    func: () => {
      const inside = document.activeElement?.localName;
      if (inside === 'iframe' || inside === 'frame') return 'in-a-child';
      return document.hasFocus() ? 'here' : 'elsewhere';
    },
  });
  const focused = answers.find(({ result }) => result === 'here');
  if (focused) return { tabId, frameId: focused.frameId };
  return answers.some(({ result }) => result === 'in-a-child') ? null : { tabId, frameId: 0 };
}

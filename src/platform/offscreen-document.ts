/** The standard types have none for this API, so it is spoken to as `chrome`. */
const path = 'src/offscreen/offscreen.html';

let creating: Promise<void> | null = null;

/** Creates the offscreen document unless it is there. Parallel callers share one attempt: Chrome rejects a second one. */
export async function ensureOffscreenDocument(): Promise<void> {
  creating ??= create().finally(() => {
    creating = null;
  });
  await creating;
}

export async function hasOffscreenDocument(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  return contexts.length > 0;
}

async function create(): Promise<void> {
  if (await hasOffscreenDocument()) return;
  await chrome.offscreen.createDocument({
    url: path,
    reasons: [chrome.offscreen.Reason.WORKERS],
    justification: 'Hosts the worker in which the language model runs on this device.',
  });
}

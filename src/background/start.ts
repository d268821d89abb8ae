import { type ErrorCode, toAppError } from '../core/errors.ts';
import type { Settings } from '../core/settings.ts';
import { findFocusedFrame, inject, isContentPresent } from '../platform/frames.ts';
import { type MenuClick, openPopup } from '../platform/gestures.ts';
import { type Handover, leaveForPopup, takeHandover } from '../platform/handover.ts';
import { logError } from '../platform/log.ts';
import { command, type Frame } from '../platform/messaging/commands.ts';
import type { Ask, Start } from '../protocol/contract.ts';
import { startOf } from './start-of.ts';

/** The frame of a menu click is known; where nothing may be injected, the browser's own word for the selection goes to the popup. */
export async function startByMenu(click: MenuClick, ask: Ask, settings: Settings): Promise<void> {
  const { choice, source } = ask;
  const frame = { tabId: click.tabId, frameId: source === 'page' ? 0 : click.frameId };
  try {
    await startIn(frame, await startOf(click.tabId, ask, settings));
  } catch (thrown) {
    logError(thrown);
    const code = refusal(thrown, frame.frameId);
    await showInPopup({ text: click.selectionText, choice, code, origin: click.origin });
  }
}

export async function startByShortcut(tabId: number, ask: Ask, settings: Settings): Promise<void> {
  try {
    await startInFocusedFrame(tabId, await startOf(tabId, ask, settings));
  } catch (thrown) {
    logError(thrown);
    const origin = { sites: [], isPrivate: false };
    await showInPopup({ text: '', choice: ask.choice, code: refusal(thrown, 0), origin });
  }
}

/** For the popup, which shows a refusal itself: throws where nothing may be injected. */
export async function startInFrame(tabId: number, ask: Ask, settings: Settings): Promise<void> {
  const start = await startOf(tabId, ask, settings);
  if (start.source === 'page') await startIn({ tabId, frameId: 0 }, start);
  else await startInFocusedFrame(tabId, start);
}

async function startInFocusedFrame(tabId: number, start: Start): Promise<void> {
  const frame = await findFocusedFrame(tabId);
  if (frame) await startIn(frame, start);
  // The page around that frame can say why; the frame itself cannot even be written to.
  else await startIn({ tabId, frameId: 0 }, { ...start, refusal: 'frame-not-allowed' });
}

async function startIn(frame: Frame, start: Start): Promise<void> {
  if (!(await isContentPresent(frame))) await inject(frame, 'content');
  await command(frame, 'start', start);
}

function refusal(thrown: unknown, frameId: number): ErrorCode {
  const { code } = toAppError(thrown);
  return code === 'page-not-allowed' && frameId !== 0 ? 'frame-not-allowed' : code;
}

async function showInPopup(handover: Handover): Promise<void> {
  await leaveForPopup(handover);
  try {
    await openPopup();
  } catch (thrown) {
    logError(thrown);
    // There is nobody to show it to, and a later popup must not find this text.
    await takeHandover();
  }
}

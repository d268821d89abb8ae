import type { DownloadNews } from '../protocol/contract.ts';
import { browser } from './browser.ts';

const badges = {
  none: { text: '', color: '#00000000' },
  ready: { text: '✓', color: '#188038' },
  failed: { text: '!', color: '#c5221f' },
} as const satisfies Record<DownloadNews['badge'], { text: string; color: string }>;

/** A notice on the toolbar's button, for what happened while nobody looked. */
export async function showBadge(badge: DownloadNews['badge']): Promise<void> {
  const { text, color } = badges[badge];
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
  ]);
}

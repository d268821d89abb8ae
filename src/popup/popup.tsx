import { render } from 'preact';
import { loadDownloadNews } from '../platform/download-news.ts';
import { activeSite, isAtToolbar } from '../platform/gestures.ts';
import { takeHandover } from '../platform/handover.ts';
import { isPrivateWindow } from '../platform/private-window.ts';
import { loadSettings } from '../platform/settings.ts';
import { PopupPage } from './PopupPage.tsx';

const [settings, handover, hasPage, site, isPrivate, news] = await Promise.all([
  loadSettings(),
  takeHandover(),
  isAtToolbar(),
  activeSite(),
  isPrivateWindow(),
  loadDownloadNews(),
]);

/** Seldom needed, and not free: it wakes the engine room. */
async function downloadLines() {
  if (!news || (!news.isPending && news.badge === 'none')) return null;
  const { DownloadLines } = await import('./DownloadLines.tsx');
  return <DownloadLines badge={news.badge} />;
}

render(
  <PopupPage
    settings={settings}
    handover={handover}
    hasPage={hasPage}
    // A rule made in a private window would be a trace of it.
    site={hasPage && !isPrivate ? site : ''}
    downloads={await downloadLines()}
  />,
  document.body,
);

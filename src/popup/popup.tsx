import { render } from 'preact';
import { activeSite, isAtToolbar } from '../platform/gestures.ts';
import { takeHandover } from '../platform/handover.ts';
import { isPrivateWindow } from '../platform/private-window.ts';
import { loadSettings } from '../platform/settings.ts';
import { PopupPage } from './PopupPage.tsx';

const [settings, handover, hasPage, site, isPrivate] = await Promise.all([
  loadSettings(),
  takeHandover(),
  isAtToolbar(),
  activeSite(),
  isPrivateWindow(),
]);
render(
  <PopupPage
    settings={settings}
    handover={handover}
    hasPage={hasPage}
    // A rule made in a private window would be a trace of it.
    site={hasPage && !isPrivate ? site : ''}
  />,
  document.body,
);

import { render } from 'preact';
import { isAtToolbar } from '../platform/gestures.ts';
import { takeHandover } from '../platform/handover.ts';
import { loadSettings } from '../platform/settings.ts';
import { PopupPage } from './PopupPage.tsx';

const [settings, handover, hasPage] = await Promise.all([
  loadSettings(),
  takeHandover(),
  isAtToolbar(),
]);
render(<PopupPage settings={settings} handover={handover} hasPage={hasPage} />, document.body);

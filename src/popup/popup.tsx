import { render } from 'preact';
import { takeHandover } from '../platform/handover.ts';
import { loadSettings } from '../platform/settings.ts';
import { PopupPage } from './PopupPage.tsx';

const [settings, handover] = await Promise.all([loadSettings(), takeHandover()]);
render(<PopupPage settings={settings} handover={handover} />, document.body);

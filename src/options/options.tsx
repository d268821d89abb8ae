import { render } from 'preact';
import { assignedShortcuts } from '../platform/gestures.ts';
import { loadSettings } from '../platform/settings.ts';
import { watchModels } from './models-report.ts';
import { OptionsPage } from './OptionsPage.tsx';

const [settings, shortcuts] = await Promise.all([loadSettings(), assignedShortcuts()]);
render(
  <OptionsPage given={settings} shortcuts={shortcuts} report={watchModels()} />,
  document.body,
);

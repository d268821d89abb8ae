import { signal } from '@preact/signals';
import { render } from 'preact';
import { assignedShortcuts } from '../platform/gestures.ts';
import { loadPolicy } from '../platform/policy.ts';
import { loadOwnSettings, onSettingsChanged } from '../platform/settings.ts';
import { watchModels } from '../ui/watch-models.ts';
import { OptionsPage } from './OptionsPage.tsx';

const [settings, shortcuts, rules] = await Promise.all([
  loadOwnSettings(),
  assignedShortcuts(),
  loadPolicy(),
]);
const own = signal(settings);
const policy = signal(rules);

// Popup, panel and administrator change them as well.
onSettingsChanged(async () => {
  own.value = await loadOwnSettings();
  policy.value = await loadPolicy();
});

render(
  <OptionsPage own={own} policy={policy} shortcuts={shortcuts} report={watchModels()} />,
  document.body,
);

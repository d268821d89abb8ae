import { findChromium } from '../browser/chromium.mjs';
import { aptInstall, hasCommand } from '../setup/apt.mjs';

/** What real shortcuts and native menus need, as command and package; without them their tests skip themselves. */
const tools = [
  { command: 'Xvfb', packageName: 'xvfb' },
  { command: 'openbox', packageName: 'openbox' },
  { command: 'xdotool', packageName: 'xdotool' },
];

const missingTools = () => tools.filter(({ command }) => !hasCommand(command));

/**
 * Installs what the end-to-end tests need, where this machine allows it.
 * @returns {{ chromium: string | null, words: string }} words on what there is and what is not
 */
export function prepareMachine() {
  const wanted = process.platform === 'linux' ? missingTools() : [];
  if (wanted.length > 0) aptInstall(wanted.map(({ packageName }) => packageName));
  const missing = missingTools().map(({ command }) => command);
  const without = missing.length > 0 ? `; without ${missing.join(', ')}` : '';
  try {
    const { path, version } = findChromium();
    return { chromium: path, words: `${path} ${version}${without}` };
  } catch (error) {
    return { chromium: null, words: /** @type {Error} */ (error).message + without };
  }
}

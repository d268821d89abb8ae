import { aptInstall, hasCommand } from '../setup/apt.mjs';

/** @type {Record<string, string[]>} */
const debianPackages = {
  python3: ['python3', 'python3-venv'],
  cmake: ['cmake'],
  'c++': ['g++', 'make'],
};

/** Sees to it that Python, CMake and a C++ compiler are here. */
export function ensureTools() {
  for (const [command, packages] of Object.entries(debianPackages)) {
    if (hasCommand(command) || aptInstall(packages)) continue;
    throw new Error(`${command} is missing. On Debian: apt-get install ${packages.join(' ')}`);
  }
}

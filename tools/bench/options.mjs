import { parseArgs } from 'node:util';
import { UsageError } from '../start/flags.mjs';

export const help = `npm run bench: how fast and how large Sotto is, in a real browser with a toy model and no graphics processor
Builds it, measures for a few minutes, and prints a table; nothing here fails because it is slow.

  npm run bench -- --quick           fewer runs
  npm run bench -- --chromium PATH   with this browser (or SOTTO_CHROMIUM=PATH)
`;

/**
 * @param {string[]} args
 * @returns {{ quick: boolean, chromium: string | undefined, help: boolean }}
 */
export function parseOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        chromium: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { quick: values.quick, chromium: values.chromium, help: values.help };
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw new UsageError(`${sentence}. See npm run bench -- --help`);
  }
}

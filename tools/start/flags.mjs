import { parseArgs } from 'node:util';

/**
 * @typedef {object} Flags
 * @property {boolean} headless
 * @property {boolean} fresh
 * @property {boolean} testModel
 * @property {string | null} modelDir
 * @property {string | undefined} chromium
 * @property {boolean} help
 */

/** The person typed something that cannot be done; the message says what. */
export class UsageError extends Error {}

export const help = `npm start: Sotto in a real browser, with a demo article to try it on

  npm start                       opens the browser; without a display it does the main job itself
  npm start -- --headless         does the main job itself: selects, summarizes, prints
  npm start -- --fresh            forgets the kept profile, and the models downloaded into it
  npm start -- --test-model       with a tiny model for tests (a toy: it copies parts of the text)
  npm start -- --model-dir DIR    with an MLC model from a folder of this machine
  npm start -- --chromium PATH    with this browser (or SOTTO_CHROMIUM=PATH)
`;

/**
 * @param {string[]} args
 * @returns {Flags}
 */
export function parseFlags(args) {
  const values = parse(args);
  if (values['test-model'] && values['model-dir'] !== undefined) {
    throw new UsageError('--test-model and --model-dir exclude each other: take one');
  }
  return {
    headless: values.headless ?? false,
    fresh: values.fresh ?? false,
    testModel: values['test-model'] ?? false,
    modelDir: values['model-dir'] ?? null,
    chromium: values.chromium,
    help: values.help ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        headless: { type: 'boolean' },
        fresh: { type: 'boolean' },
        'test-model': { type: 'boolean' },
        'model-dir': { type: 'string' },
        chromium: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    // Node's own sentence names the flag; what follows it is about things that don't exist here.
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw new UsageError(`${sentence}. See npm start -- --help`);
  }
}

/**
 * @typedef {import('./obtain.mjs').Outcome} Outcome
 * @typedef {import('./lock-all.mjs').Locking} Locking
 */

const lockCommand = 'npm run model-libs -- --lock';

/**
 * One line for each model, and what to do where it is left out.
 * @param {Outcome[]} outcomes
 */
export function outcomeLines(outcomes) {
  return outcomes.flatMap((outcome) =>
    outcome.modelIds.map((id) => `  ${id}: ${outcomeWords(outcome)}`),
  );
}

/** @param {Outcome} outcome */
function outcomeWords({ state, library, url, detail }) {
  const { host } = new URL(url);
  switch (state) {
    case 'present':
      return 'library present and verified';
    case 'fetched':
      return `library fetched from ${host} and verified`;
    case 'unlocked':
      return `left out, unlocked: nobody has recorded what ${library} must be; a maintainer runs ${lockCommand}`;
    case 'unavailable':
      return `left out, ${detail}; run npm run model-libs again when it can be reached`;
    case 'wrong':
      return `left out, HASH MISMATCH of ${library} from ${host}: ${detail}; do not use it, find out who changed it`;
  }
}

/** @param {Outcome[]} outcomes */
export function outcomeSummary(outcomes) {
  const inside = outcomes.filter(isInside).flatMap(({ modelIds }) => modelIds);
  const all = outcomes.flatMap(({ modelIds }) => modelIds);
  return `${inside.length} of ${all.length} models have their library in this build.`;
}

/** @param {Outcome} outcome */
export function isInside({ state }) {
  return state === 'present' || state === 'fetched';
}

/** @param {Locking[]} lockings */
export function lockingLines(lockings) {
  return lockings.map(({ library, url, state, entry, detail }) => {
    if (state === 'failed') return `  ${library}: NOT locked, ${detail}`;
    const what = `${entry?.size} bytes, SHA-256 ${entry?.sha256}`;
    return `  ${library}: ${state}, ${what}, from ${new URL(url).host}`;
  });
}

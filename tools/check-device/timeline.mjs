/**
 * What a person saw and when, in milliseconds after the click; null for what did not happen.
 * @typedef {object} Times
 * @property {number | null} panel
 * @property {number | null} draft the instant engine's text
 * @property {number | null} loaded the model is there and begins to read
 * @property {number | null} firstToken
 * @property {number | null} done
 *
 * @typedef {import('../start/panel.mjs').PanelView} PanelView
 */

/** The states of the panel's status line that tell a moment; the words of `_locales/en`. */
const reading = 'The model is reading…';

/**
 * Notes when each thing was first seen.
 * @param {Times} times
 * @param {PanelView} view
 * @param {number} atMs
 * @returns {Times}
 */
export function seen(times, view, atMs) {
  const isInstant = view.engine.startsWith('Instant');
  const isAnswer = view.text !== '' && !isInstant;
  return {
    panel: times.panel ?? atMs,
    draft: times.draft ?? (isInstant ? atMs : null),
    loaded: times.loaded ?? (isAnswer || view.status === reading ? atMs : null),
    firstToken: times.firstToken ?? (isAnswer ? atMs : null),
    done: times.done ?? (view.isDone ? atMs : null),
  };
}

/** @type {Times} */
export const nothingSeen = { panel: null, draft: null, loaded: null, firstToken: null, done: null };

/**
 * Tokens that the engine itself counted; null without a model.
 * @param {string} status of the finished panel
 */
export function tokensOf(status) {
  const [, digits] = /([\d.,\s]+) tokens/.exec(status) ?? [];
  return digits === undefined ? null : Number(digits.replace(/\D/g, ''));
}

/**
 * The speed of writing alone: the first token ends the reading.
 * @param {Times} times
 * @param {number | null} tokens
 */
export function tokensPerSecond({ firstToken, done }, tokens) {
  if (firstToken === null || done === null || tokens === null || done <= firstToken) return null;
  return (tokens - 1) / ((done - firstToken) / 1000);
}

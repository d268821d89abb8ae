import { nameOf } from '../browser/ax-tree.mjs';

/**
 * What a person sees of Sotto's panel at one moment.
 *
 * @typedef {object} PanelView
 * @property {string} engine who wrote the text; empty while nobody has
 * @property {string} status
 * @property {string} text
 * @property {string} error
 * @property {string[]} notes
 * @property {boolean} isDone nothing more will come
 */

/**
 * @param {import('../browser/ax-tree.mjs').AxTree} tree of the page
 * @returns {PanelView | null} null without a panel
 */
export function readPanel(tree) {
  const dialog = tree.find('dialog', /^Sotto: /);
  if (!dialog) return null;
  /** @param {string} role */
  const textOf = (role, name = /(?:)/) => {
    const node = tree.find(role, name, dialog);
    return node ? tree.text(node) : '';
  };
  const buttons = tree.findAll('button', undefined, dialog).map(nameOf);
  return {
    engine: textOf('paragraph'),
    status: textOf('status'),
    text: textOf('region', /^Result$/),
    error: textOf('alert'),
    notes: tree.findAll('listitem', undefined, dialog).map((item) => tree.text(item)),
    isDone: buttons.includes('Try again') && !buttons.includes('Stop'),
  };
}

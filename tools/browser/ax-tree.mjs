/**
 * What a screen reader is told of a page, as the browser's accessibility tree. Unlike the DOM it has no wall at a
 * closed shadow root.
 *
 * @typedef {{ nodeId: string, ignored: boolean, role?: { value?: any }, name?: { value?: any },
 *   value?: { value?: any }, properties?: { name: string, value: { value?: any } }[],
 *   childIds?: string[], parentId?: string, backendDOMNodeId?: number }} AxNode
 * @typedef {string | RegExp} Name
 */

/** Roles that stand inside a line; everything else begins a new one. */
const inlineRoles = new Set([
  'StaticText',
  'link',
  'strong',
  'emphasis',
  'mark',
  'code',
  'time',
  'subscript',
  'superscript',
  'insertion',
  'deletion',
  'Abbr',
]);

/** The tree of one page at one moment, in reading order. */
export class AxTree {
  /** @type {Map<string, AxNode>} */
  #byId = new Map();

  /** @param {readonly AxNode[]} nodes as `Accessibility.getFullAXTree` gives them, the root first */
  constructor(nodes) {
    for (const node of nodes) this.#byId.set(node.nodeId, node);
    this.root = nodes[0];
  }

  /**
   * @param {AxNode | undefined} node
   * @returns {Generator<AxNode, void>} the node and all below it
   */
  *walk(node = this.root) {
    if (!node) return;
    yield node;
    for (const child of this.#children(node)) yield* this.walk(child);
  }

  /**
   * @param {string} role
   * @param {Name} [name] the whole name, or a pattern
   * @param {AxNode} [within]
   */
  find(role, name, within = this.root) {
    for (const node of this.walk(within)) if (matches(node, role, name)) return node;
    return undefined;
  }

  /**
   * @param {string} role
   * @param {Name} [name]
   * @param {AxNode} [within]
   */
  findAll(role, name, within = this.root) {
    return [...this.walk(within)].filter((node) => matches(node, role, name));
  }

  /**
   * The text of a subtree: blocks on lines of their own. A list's markers hold no text.
   * @param {AxNode | undefined} node
   */
  text(node = this.root) {
    if (!node) return '';
    /** @type {string[]} */
    const lines = [''];
    this.#read(node, lines);
    return (
      lines
        // A line break at the end of a block is there to be copied, and breaks no line.
        .map((line) => line.replace(/\n$/, ''))
        .filter((line) => line !== '')
        .join('\n')
        .trim()
    );
  }

  /** One line per named thing, for messages that say what was there instead. */
  outline() {
    return [...this.walk()]
      .filter((node) => !node.ignored && nameOf(node) !== '' && roleOf(node) !== 'InlineTextBox')
      .map((node) => `  ${roleOf(node)} "${nameOf(node).slice(0, 80)}"`)
      .join('\n');
  }

  /** @param {AxNode} node */
  #children(node) {
    return (node.childIds ?? []).flatMap((id) => this.#byId.get(id) ?? []);
  }

  /**
   * @param {AxNode} node
   * @param {string[]} lines the last one is still open
   */
  #read(node, lines) {
    const role = roleOf(node);
    if (role === 'LineBreak') lines.push('');
    else if (role === 'StaticText') lines[lines.length - 1] += nameOf(node);
    else this.#readChildren(node, lines);
  }

  /**
   * @param {AxNode} node
   * @param {string[]} lines
   */
  #readChildren(node, lines) {
    const isBlock = !node.ignored && !inlineRoles.has(roleOf(node));
    if (isBlock) lines.push('');
    for (const child of this.#children(node)) this.#read(child, lines);
    if (isBlock) lines.push('');
  }
}

/** @param {AxNode} node */
export const roleOf = (node) => String(node.role?.value ?? '');

/** @param {AxNode} node */
export const nameOf = (node) => String(node.name?.value ?? '');

/** @param {AxNode} node */
export const isDisabled = (node) =>
  node.properties?.some(({ name, value }) => name === 'disabled' && value.value === true) ?? false;

/**
 * @param {AxNode} node
 * @param {string} role
 * @param {Name | undefined} name
 */
function matches(node, role, name) {
  if (node.ignored || roleOf(node) !== role) return false;
  if (name === undefined) return true;
  return typeof name === 'string' ? nameOf(node) === name : name.test(nameOf(node));
}

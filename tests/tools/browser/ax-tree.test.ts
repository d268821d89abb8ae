import { describe, expect, it } from 'vitest';
import { AxTree, isDisabled } from '../../../tools/browser/ax-tree.mjs';

type Sketch = { role: string; name?: string; ignored?: boolean; children?: Sketch[] };

/** Nodes as the browser lists them, from a nested sketch. */
function treeOf(sketch: Sketch) {
  const nodes: ConstructorParameters<typeof AxTree>[0][number][] = [];
  const add = ({ role, name = '', ignored = false, children = [] }: Sketch): string => {
    const nodeId = String(nodes.length);
    const node = { nodeId, ignored, role: { value: role }, name: { value: name } };
    const at = nodes.push(node) - 1;
    nodes[at] = { ...node, childIds: children.map(add) };
    return nodeId;
  };
  add(sketch);
  return new AxTree(nodes);
}

const words = (name: string): Sketch => ({ role: 'StaticText', name });

const panel = treeOf({
  role: 'RootWebArea',
  name: 'A page',
  children: [
    { role: 'button', name: 'Close' },
    {
      role: 'dialog',
      name: 'Sotto',
      children: [
        { role: 'button', name: 'Stop', ignored: true },
        { role: 'button', name: 'Close', children: [words('×')] },
        { role: 'paragraph', children: [words('One '), words('bold'), words(' word.')] },
        {
          role: 'none',
          ignored: true,
          children: [
            { role: 'generic', children: [words('b'), { role: 'LineBreak' }, words('c')] },
          ],
        },
        {
          role: 'listitem',
          children: [{ role: 'ListMarker', name: '• ' }, words('an item')],
        },
        {
          role: 'paragraph',
          children: [words('A '), { role: 'link', children: [words('link')] }, words('.')],
        },
      ],
    },
  ],
});

describe('finding', () => {
  it('goes by role and whole name, in reading order', () => {
    expect(panel.find('button', 'Close')?.nodeId).toBe('1');
    expect(panel.find('button', 'Clos')).toBeUndefined();
    expect(panel.find('link', 'Close')).toBeUndefined();
  });

  it('takes a pattern for a name', () => {
    expect(panel.findAll('button', /^Clo/)).toHaveLength(2);
  });

  it('keeps within a part when asked to', () => {
    const dialog = panel.find('dialog', 'Sotto');
    expect(panel.findAll('button', 'Close', dialog)).toHaveLength(1);
  });

  it('does not see what a screen reader is not told of', () => {
    expect(panel.find('button', 'Stop')).toBeUndefined();
  });
});

describe('reading', () => {
  it('puts blocks on lines of their own and leaves words within a line together', () => {
    const dialog = panel.find('dialog');
    expect(panel.text(dialog).split('\n')).toEqual([
      '×',
      'One bold word.',
      'b',
      'c',
      'an item',
      'A link.',
    ]);
  });

  it('keeps line ends that stand in the text itself', () => {
    const tree = treeOf({ role: 'region', name: 'Result', children: [words('- one\n- two')] });
    expect(tree.text()).toBe('- one\n- two');
  });

  it('lists what is there, for messages', () => {
    expect(panel.outline()).toContain('  dialog "Sotto"');
  });
});

it('knows a disabled button', () => {
  const button = { nodeId: '1', ignored: false };
  const properties = [{ name: 'disabled', value: { value: true } }];
  expect([isDisabled(button), isDisabled({ ...button, properties })]).toEqual([false, true]);
});

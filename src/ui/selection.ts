/** Chrome's own: the selection as it is inside of a shadow root, where the document's ends at the root's host. */
type SelectingRoot = ShadowRoot & { getSelection?(): Selection | null };

/** The selection of the tree that `node` stands in. */
export function selectionAt(node: Node): Selection | null {
  const root = node.getRootNode();
  if (root instanceof ShadowRoot)
    return (root as SelectingRoot).getSelection?.() ?? document.getSelection();
  return document.getSelection();
}

/** Whether a person has selected something in the document or shadow root that `element` is in. */
export function hasSelection(element: Element): boolean {
  return selectionAt(element)?.isCollapsed === false;
}

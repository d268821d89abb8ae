/** Whether a person has selected something in the document or shadow root that `element` is in. */
export function hasSelection(element: Element): boolean {
  const root = element.getRootNode();
  // Chrome alone has it: what the document calls its selection sees nothing of a shadow root.
  const selection =
    root instanceof ShadowRoot && 'getSelection' in root
      ? (root.getSelection as () => Selection | null)()
      : document.getSelection();
  return selection !== null && !selection.isCollapsed;
}

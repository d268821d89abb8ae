/** Whether nobody would be disturbed: the focus is nowhere, or in the same panel or page as `element`. */
export function isFocusFree(element: Element): boolean {
  const root = element.getRootNode();
  const active = document.activeElement;
  return (
    active === null ||
    active === document.body ||
    !(root instanceof ShadowRoot) ||
    active === root.host
  );
}

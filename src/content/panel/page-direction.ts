/** Whether lines begin at the right where the person is: in the field with the focus, else at the selection, else in the page. */
export function isRightToLeft(focused: Element | null): boolean {
  const isField = focused !== null && focused !== document.body;
  const element = isField ? focused : (selectedElement() ?? document.documentElement);
  return getComputedStyle(element).direction === 'rtl';
}

function selectedElement(): Element | null {
  const node = document.getSelection()?.focusNode ?? null;
  return node instanceof Element ? node : (node?.parentElement ?? null);
}

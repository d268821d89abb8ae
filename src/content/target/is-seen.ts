/**
 * Whether somebody sees it. Editors that draw their text themselves, on a canvas or line by line, catch keys in a field
 * that nobody is to see: what is written there goes anywhere, and what is read there is a part.
 */
export function isSeen(element: Element): boolean {
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  const isOutside = right + (view?.scrollX ?? 0) <= 0 || bottom + (view?.scrollY ?? 0) <= 0;
  const isVisible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!isVisible || isOutside || width < leastSize || height < leastSize) return false;
  const frame = view?.frameElement;
  return !frame || isSeen(frame);
}

/** In CSS pixels. */
const leastSize = 5;

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * For a part of the page whose buttons come and go. Where the one goes that has the keyboard's focus, what can be done
 * next in its card has it, else the heading: it would fall to the top of the page, and a screen reader with it.
 */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  useLayoutEffect(() => (part.current ? keepFocus(part.current) : undefined), []);
  return part;
}

type Focused = { readonly element: HTMLElement; readonly home: HTMLElement };

function keepFocus(part: HTMLElement): () => void {
  let last: Focused | null = null;
  const enter = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    last = { element: target, home: target.closest<HTMLElement>('article, section') ?? part };
  };
  // A person leaves what is still there. The browser takes it from what is gone, or disabled.
  const leave = () =>
    queueMicrotask(() => {
      if (last && isUsable(last.element) && document.activeElement !== last.element) last = null;
    });
  const changed = new MutationObserver(() => {
    if (!last || document.activeElement !== document.body) return;
    successor(last, part)?.focus({ preventScroll: true });
  });
  part.addEventListener('focusin', enter);
  part.addEventListener('focusout', leave);
  changed.observe(part, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    part.removeEventListener('focusin', enter);
    part.removeEventListener('focusout', leave);
    changed.disconnect();
  };
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled');
}

/** Null while a button only waits. */
function successor({ element, home }: Focused, part: HTMLElement): HTMLElement | null {
  if (element.isConnected) return isUsable(element) ? element : null;
  const place = home.isConnected ? home : part;
  const next = place.matches('article') ? place.querySelector<HTMLElement>(nextAction) : null;
  const heading = place.querySelector<HTMLElement>('h2, h3');
  if (heading) heading.tabIndex = -1;
  return next ?? heading;
}

const nextAction = 'footer :is(button, input)';

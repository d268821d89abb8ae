import type { Box } from './placement.ts';

/** What of the page can be seen, in the coordinates of `position: fixed`: where two fingers have zoomed in, a part. */
export type Viewport = Box & {
  readonly x: number;
  readonly y: number;
  /** What is left below it. */
  readonly below: number;
};

export function viewport(): Viewport {
  // In quirks mode the body stands for the viewport. `innerHeight` would count the scroll bars in.
  const { clientWidth, clientHeight } = document.scrollingElement ?? document.documentElement;
  const whole = { offsetLeft: 0, offsetTop: 0, width: clientWidth, height: clientHeight };
  const { offsetLeft: x, offsetTop: y, width, height } = visualViewport ?? whole;
  return { x, y, width, height, below: clientHeight - y - height };
}

/** Calls `listener` before the next frame when the page was scrolled or its window has got another size. Returns what ends that. */
export function onViewChange(listener: (isResized: boolean) => void): () => void {
  const end = new AbortController();
  const options = { signal: end.signal, capture: true, passive: true };
  let due = 0;
  let isResized = false;
  const later = ({ type }: Event) => {
    isResized ||= type === 'resize';
    due ||= requestAnimationFrame(() => {
      listener(isResized);
      due = 0;
      isResized = false;
    });
  };
  window.addEventListener('resize', later, options);
  // Captured: what scrolls may be any part of the page.
  document.addEventListener('scroll', later, options);
  for (const name of ['resize', 'scroll']) visualViewport?.addEventListener(name, later, options);
  return () => {
    end.abort();
    cancelAnimationFrame(due);
  };
}

import type { Pull } from './standing.ts';

/** From a press with mouse, pen or finger until it ends: `grab` begins, and what it returns follows. */
export function drag(press: PointerEvent, grab: () => Pull): void {
  const handle = press.currentTarget;
  if (!(handle instanceof HTMLElement) || press.button !== 0) return;
  const pull = grab();
  const end = new AbortController();
  const { pointerId, clientX, clientY } = press;
  // Without it a quick pointer leaves the handle behind, and a frame in the page takes the rest.
  handle.setPointerCapture(pointerId);
  const listen = (
    name: 'pointermove' | 'lostpointercapture',
    listener: (e: PointerEvent) => void,
  ) => handle.addEventListener(name, listener, { signal: end.signal });
  listen('pointermove', (event) => pull(event.clientX - clientX, event.clientY - clientY));
  listen('lostpointercapture', () => end.abort());
}

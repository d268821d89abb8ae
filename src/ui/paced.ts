import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { JobState } from './job-state.ts';

/** The same, but of a text that grows no more than is painted: one state for each frame. */
export function paced(state: ReadonlySignal<JobState>): ReadonlySignal<JobState> {
  const shown = signal(state.peek());
  let isDue = false;
  effect(() => {
    const now = state.value;
    if (!isGrowth(shown.peek(), now)) shown.value = now;
    else if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        shown.value = state.peek();
      });
    }
  });
  return shown;
}

/** Anything else is shown at once. So is all of a page that nobody sees: it has no frames. */
function isGrowth(before: JobState, now: JobState): boolean {
  const isWriting = before.phase === 'writing' && now.phase === 'writing';
  return isWriting && before.text !== '' && !document.hidden;
}

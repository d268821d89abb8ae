import { signal } from '@preact/signals';
import { h } from 'preact';
import { Panel } from '../../src/content/panel/Panel.tsx';
import { createPanelHost } from '../../src/content/panel/panel-host.ts';
import { Answers } from '../../src/ui/answers.ts';
import type { Job } from '../../src/ui/job.ts';
import { applyEvent, idle, type JobState } from '../../src/ui/job-state.ts';

/** Runs in the extension's own world of a page, where texts and styles of the panel are those of the product. */

export type Streamed = { readonly frames: number; readonly characters: number };

type Stream = {
  readonly pieces: readonly string[];
  readonly everyMs: number;
  readonly isShown: boolean;
};

declare const chrome: { dom: { openOrClosedShadowRoot(host: HTMLElement): ShadowRoot | null } };

Object.assign(globalThis, { streamIntoPanel });

/** The product's panel with a text that grows by one piece after the other; or the same text, shown by nobody. */
async function streamIntoPanel({ pieces, everyMs, isShown }: Stream): Promise<Streamed> {
  const state = signal<JobState>({ ...idle, phase: 'prefill', planned: 'web-llm', model: 'none' });
  const close = isShown ? showPanel(jobOf(state)) : () => {};
  const end = countFrames();
  performance.mark('stream-begin');
  for (const piece of pieces) {
    const keep = state.value.text.length;
    state.value = applyEvent(state.value, { type: 'delta', keep, text: piece });
    // Timers would wait for 4 ms.
    await scheduler.postTask(nothing, { delay: everyMs });
  }
  performance.mark('stream-end');
  const frames = end();
  const characters = isShown ? shownCharacters() : state.value.text.length;
  close();
  return { frames, characters };
}

function showPanel(job: Job): () => void {
  const host = createPanelHost();
  const choice = { tool: 'summarize', type: 'key-points', length: 'long' } as const;
  const answers = new Answers(job, () => null);
  const shown = { answers, choice, server: null, page: null, anchor: () => null, gesture: 1 };
  const close = () => host.close();
  host.show(h(Panel, { ...shown, onNever: null, onGetModel: close, onClose: close }), null);
  return close;
}

const nothing = () => {};

/** A job of which only the state is of interest. */
function jobOf(state: Job['state']): Job {
  const deeds = { approve: nothing, edit: nothing, decline: nothing, stop: nothing };
  const rest = { reset: nothing, fail: nothing, takeDraft: () => null };
  return { state, start: async () => {}, ...deeds, ...rest };
}

function countFrames(): () => number {
  let frames = 0;
  const count = () => {
    frames += 1;
    next = requestAnimationFrame(count);
  };
  let next = requestAnimationFrame(count);
  return () => {
    cancelAnimationFrame(next);
    return frames;
  };
}

/** What has arrived in the panel, so that nobody measures one that shows nothing. */
function shownCharacters(): number {
  const host = document.querySelector<HTMLElement>('[data-sotto-panel]');
  const root = host && chrome.dom.openOrClosedShadowRoot(host);
  return root?.querySelector('.text')?.textContent?.length ?? 0;
}

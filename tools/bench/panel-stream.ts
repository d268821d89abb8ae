import { signal } from '@preact/signals';
import { h } from 'preact';
import { Panel } from '../../src/content/Panel.tsx';
import { createPanelHost } from '../../src/content/panel-host.ts';
import { Answers } from '../../src/ui/answers.ts';
import type { Job } from '../../src/ui/job.ts';
import { applyEvent, idle, type JobState } from '../../src/ui/job-state.ts';

/** Runs in the extension's own world of a page, where texts and styles of the panel are those of the product. */

/** `longestTurnMs`: how long nothing else could run at the most. */
export type Streamed = {
  readonly longestTurnMs: number;
  readonly frames: number;
  readonly characters: number;
};

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
  const end = watchThread();
  for (const piece of pieces) {
    const keep = state.value.text.length;
    state.value = applyEvent(state.value, { type: 'delta', keep, text: piece });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  const watched = end();
  const characters = isShown ? shownCharacters() : state.value.text.length;
  close();
  return { ...watched, characters };
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
  return { state, start: async () => {}, ...deeds, reset: nothing, fail: nothing };
}

/** Counts frames, and measures how long a message to itself is on its way: for so long the thread did something else. */
function watchThread(): () => { longestTurnMs: number; frames: number } {
  let [longestTurnMs, frames, sent] = [0, 0, performance.now()];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    longestTurnMs = Math.max(longestTurnMs, now - sent);
    sent = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  const count = () => {
    frames += 1;
    frame = requestAnimationFrame(count);
  };
  let frame = requestAnimationFrame(count);
  return () => {
    cancelAnimationFrame(frame);
    port1.close();
    return { longestTurnMs, frames };
  };
}

/** What has arrived in the panel, so that nobody measures one that shows nothing. */
function shownCharacters(): number {
  const host = document.querySelector<HTMLElement>('[data-sotto-panel]');
  const root = host && chrome.dom.openOrClosedShadowRoot(host);
  return root?.querySelector('.text')?.textContent?.length ?? 0;
}

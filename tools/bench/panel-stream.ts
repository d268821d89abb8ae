import { effect, signal } from '@preact/signals';
import { h } from 'preact';
import { Panel } from '../../src/content/Panel.tsx';
import type { PanelActions } from '../../src/content/PanelButtons.tsx';
import { createPanelHost } from '../../src/content/panel-host.ts';
import { applyEvent, idle, type JobState } from '../../src/ui/job-state.ts';
import { paced } from '../../src/ui/paced.ts';

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
  const close = isShown ? showPanel(paced(state)) : () => {};
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

function showPanel(state: ReturnType<typeof paced>): () => void {
  const host = createPanelHost();
  const choice = { tool: 'summarize', type: 'key-points', length: 'long' } as const;
  const props = { choice, actions, server: null, anchor: () => null, notice: null, gesture: 1 };
  const end = effect(() => host.show(h(Panel, { ...props, state: state.value }), null));
  return () => {
    end();
    host.close();
  };
}

const nothing = () => {};
const actions: PanelActions = {
  ...{ choose: nothing, stop: nothing, again: nothing, copy: nothing, replace: null },
  ...{ changeRoute: nothing, approve: nothing, edit: nothing, decline: nothing, never: null },
  ...{ getModel: nothing, close: nothing },
};

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

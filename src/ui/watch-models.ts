import { type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorCode, toAppError } from '../core/errors.ts';
import { call } from '../platform/messaging/calls.ts';
import { stream } from '../platform/messaging/streams.ts';
import type { ModelsReport } from '../protocol/models-report.ts';

/** This page's whole life: closing it hangs up. */
const always = new AbortController().signal;

const retryMs = 1000;

/** The models as the engine room reports them; null until the first report. Comes back when the engine room does. */
export function watchModels(): ReadonlySignal<ModelsReport | null> {
  const report = signal<ModelsReport | null>(null);
  const watch = async () => {
    while (true) {
      await watchWhileSeen((next) => {
        report.value = next;
      });
      if (document.hidden) await change();
      else await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  };
  void watch();
  return report;
}

/** Who does not look is not told: what a watcher is told counts as seen. */
async function watchWhileSeen(told: (report: ModelsReport) => void): Promise<void> {
  const hidden = new AbortController();
  const hide = () => hidden.abort();
  document.addEventListener('visibilitychange', hide, { once: true });
  try {
    await call(hidden.signal, 'ensureEngine', null);
    for await (const next of stream(hidden.signal, 'watchModels', null)) told(next);
  } catch {
    // The engine room was closed under us, or the page is hidden; the next attempt opens it again.
  }
  document.removeEventListener('visibilitychange', hide);
}

function change(): Promise<unknown> {
  return new Promise((resolve) =>
    document.addEventListener('visibilitychange', resolve, { once: true }),
  );
}

/** Null when it went well, else what to tell the person. */
export async function attempt(
  work: (signal: AbortSignal) => Promise<void>,
): Promise<ErrorCode | null> {
  try {
    await call(always, 'ensureEngine', null);
    await work(always);
    return null;
  } catch (thrown) {
    return toAppError(thrown).code;
  }
}

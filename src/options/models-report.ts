import { type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorCode, toAppError } from '../core/errors.ts';
import { call } from '../platform/messaging/calls.ts';
import { stream } from '../platform/messaging/streams.ts';
import type { ModelsReport } from '../protocol/contract.ts';

/** This page's whole life: closing it hangs up. */
const always = new AbortController().signal;

const retryMs = 1000;

/** The models as the engine room reports them; null until the first report. Comes back when the engine room does. */
export function watchModels(): ReadonlySignal<ModelsReport | null> {
  const report = signal<ModelsReport | null>(null);
  const watch = async () => {
    try {
      await call(always, 'ensureEngine', null);
      for await (const next of stream(always, 'watchModels', null)) report.value = next;
    } catch {
      // The engine room was closed under us; the next attempt opens it again.
    }
    setTimeout(() => void watch(), retryMs);
  };
  void watch();
  return report;
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

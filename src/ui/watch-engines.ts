import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { logError } from '../platform/log.ts';
import { call } from '../platform/messaging/calls.ts';
import { stream } from '../platform/messaging/streams.ts';
import type { EnginesReport } from '../protocol/engines-report.ts';
import { sleep } from '../protocol/sleep.ts';

const retryMs = 1000;

/** What answers on this device to texts of a language, now and at every change; null until the first report. */
export function useEngines(language: string): EnginesReport | null {
  const report = useSignal<EnginesReport | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const told = (next: EnginesReport) => {
      report.value = next;
    };
    watch(controller.signal, language, told).catch(() => {
      // Nobody looks any more.
    });
    return () => controller.abort();
  }, [language]);
  return report.value;
}

/** Comes back when the engine room does. Ends by the signal alone, which it throws. */
async function watch(
  signal: AbortSignal,
  language: string,
  told: (report: EnginesReport) => void,
): Promise<never> {
  while (true) {
    try {
      await call(signal, 'ensureEngine', null);
      for await (const next of stream(signal, 'watchEngines', { language })) told(next);
    } catch (thrown) {
      signal.throwIfAborted();
      logError(thrown);
    }
    await sleep(signal, retryMs);
  }
}

import { languageModelOptions, summarizerOptions } from '../core/built-in/options.ts';
import { AppError } from '../core/errors.ts';
import { type DownloadProgress, languageModel, summarizer } from '../platform/built-in.ts';

const question = {
  choice: { tool: 'summarize', type: 'key-points', length: 'medium' },
  language: navigator.language,
} as const;

/**
 * Has the browser fetch its own model. In the same turn as a click: it does so for nobody else, and a page that is closed
 * meanwhile does not end it. `told` hears 0 to 1. Throws `built-in-unavailable` where it cannot, or has no room.
 */
export async function downloadBuiltIn(
  signal: AbortSignal,
  told: (progress: number) => void,
): Promise<void> {
  const shares = new Map<string, number>();
  const options = (name: string) => ({
    signal,
    monitor: (monitor: EventTarget) =>
      monitor.addEventListener('downloadprogress', (event) => {
        shares.set(name, (event as DownloadProgress).loaded);
        told(Math.min(...shares.values()));
      }),
  });
  const summaries = summarizerOptions(question);
  // Both at once: with the second the click would be forgotten.
  const parts = [
    languageModel()?.create({ ...languageModelOptions(question), ...options('model') }),
    summaries && summarizer()?.create({ ...summaries, ...options('summaries') }),
  ];
  const ended = await Promise.allSettled(parts);
  for (const part of ended) if (part.status === 'fulfilled') part.value?.destroy();
  signal.throwIfAborted();
  const [model] = ended;
  if (model?.status === 'rejected' || !model?.value)
    throw new AppError(
      'built-in-unavailable',
      String(model?.status === 'rejected' && model.reason),
    );
}

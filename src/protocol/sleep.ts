import { unlessAborted } from './unless-aborted.ts';

/** Rejects with the signal's reason when that aborts first. */
export async function sleep(signal: AbortSignal, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slept = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await unlessAborted(signal, slept);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One core is left to everything else: with a thread for each, two busy cores wrote a tenth of what one thread alone did.
 * More than eight wait for memory more than they calculate.
 */
export function cpuThreads(cores: number): number {
  return Math.min(8, Math.max(1, cores - 1));
}

/**
 * Announces each step before it runs and keeps how long it took.
 * @param {(line: string) => void} say
 * @param {() => number} now in milliseconds
 */
export function stepper(say, now = () => performance.now()) {
  /** @type {string[]} */
  const times = [];
  /**
   * @template T
   * @param {string} name
   * @param {() => T} run
   */
  const step = (name, run) => {
    say(`\n== ${name}`);
    const start = now();
    const result = run();
    const time = `${((now() - start) / 1000).toFixed(1)} s`;
    say(`== ${name}: ${time}`);
    times.push(`${time.padStart(8)}  ${name}`);
    return result;
  };
  return { step, times };
}

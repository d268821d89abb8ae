import { AppError } from '../core/errors.ts';
import type { Configuration } from '../protocol/contract.ts';

/** Long enough for a service worker's cold start on a slow machine; a job must not wait for ever. */
const waitMs = 10_000;

/** The settings and the policy, which this room cannot read by itself: the service worker hands them in, maybe after the first job. */
export class ConfigurationSlot {
  #configuration: Configuration | null = null;
  readonly #waiting = new Set<(configuration: Configuration) => void>();

  put(configuration: Configuration): void {
    this.#configuration = configuration;
    for (const resolve of this.#waiting) resolve(configuration);
    this.#waiting.clear();
  }

  async get(): Promise<Configuration> {
    if (this.#configuration) return this.#configuration;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(new AppError('disconnected', 'The settings never came.'));
      }, waitMs);
      const take = (configuration: Configuration) => {
        clearTimeout(timer);
        resolve(configuration);
      };
      this.#waiting.add(take);
    });
  }
}

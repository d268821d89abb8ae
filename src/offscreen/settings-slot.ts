import { AppError } from '../core/errors.ts';
import type { Settings } from '../core/settings.ts';

/** Long enough for a service worker's cold start on a slow machine; a job must not wait for ever. */
const waitMs = 10_000;

/** The settings, which this room cannot read by itself: the service worker hands them in, maybe after the first job. */
export class SettingsSlot {
  #settings: Settings | null = null;
  readonly #waiting = new Set<(settings: Settings) => void>();

  put(settings: Settings): void {
    this.#settings = settings;
    for (const resolve of this.#waiting) resolve(settings);
    this.#waiting.clear();
  }

  async get(): Promise<Settings> {
    if (this.#settings) return this.#settings;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(new AppError('disconnected', 'The settings never came.'));
      }, waitMs);
      const take = (settings: Settings) => {
        clearTimeout(timer);
        resolve(settings);
      };
      this.#waiting.add(take);
    });
  }
}

import type { ErrorCode } from '../core/errors.ts';
import type { EngineState, Readiness } from '../core/ladder/readiness.ts';
import { cureFor, Setbacks } from '../core/models/recovery.ts';
import type { LocalEngineId } from '../core/receipt.ts';

/** After this long an engine that failed is worth another try: a driver was restarted, a disk was emptied. */
const forgivenMs = 10 * 60_000;

/** Which engines failed of late, each time they were tried. */
export class Health {
  readonly #setbacks = new Setbacks();
  readonly #failedAt = new Map<LocalEngineId, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  succeeded(engine: LocalEngineId): void {
    this.#setbacks.clear(engine);
  }

  /** A text that is too long, or a question that finds no answer, says nothing of the engine. */
  failed(engine: LocalEngineId, code: ErrorCode): void {
    if (cureFor(code) === 'none') return;
    this.#forgive(engine);
    this.#setbacks.add(engine, code);
    this.#failedAt.set(engine, this.#now());
  }

  stateOf(engine: LocalEngineId, readiness: Readiness): EngineState {
    this.#forgive(engine);
    const code = this.#setbacks.reason(engine);
    if (code === null || readiness.state !== 'ready') return readiness;
    return { ...readiness, state: 'failing', code };
  }

  #forgive(engine: LocalEngineId): void {
    const at = this.#failedAt.get(engine);
    if (at === undefined || this.#now() - at < forgivenMs) return;
    this.#failedAt.delete(engine);
    this.#setbacks.clear(engine);
  }
}

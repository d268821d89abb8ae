import type { ErrorCode } from '../../src/core/errors.ts';
import type { Ending, EngineId } from '../../src/core/receipt.ts';
import type { Task } from '../../src/core/tools.ts';
import type { Alternative, Engine, Readiness, Ready } from '../../src/offscreen/engine.ts';
import type { LoadProgress } from '../../src/protocol/contract.ts';

export type Script = Partial<Pick<Engine, 'readiness' | 'generate' | 'recover'>> & {
  /** Says what it loaded only if that is another thing than `readiness` said. */
  readonly load?: (...args: Parameters<Engine['load']>) => Promise<Ready | undefined>;
};

const ready: Ready = { ready: true, model: 'Scripted 1B', contextTokens: 4096 };

export const ending: Ending = { tokens: 7, truncated: false };

/** An engine that does what a test tells it, and counts what is asked of it. */
export class ScriptedEngine implements Engine {
  readonly id: EngineId;
  readonly tasks: Task[] = [];
  /** What each load was asked for: null for what the engine itself chooses. */
  readonly loaded: (Alternative | null)[] = [];
  /** Answers that were begun and are neither at their end nor closed. */
  open = 0;
  mostOpen = 0;
  readonly #script: Script;

  constructor(id: EngineId, script: Script = {}) {
    this.id = id;
    this.#script = script;
  }

  async readiness(signal: AbortSignal): Promise<Readiness> {
    return this.#script.readiness ? this.#script.readiness(signal) : ready;
  }

  get loads(): number {
    return this.loaded.length;
  }

  async load(
    signal: AbortSignal,
    progress: (report: LoadProgress) => void,
    instead: Alternative | null = null,
  ): Promise<Ready> {
    this.loaded.push(instead);
    const loaded = await this.#script.load?.(signal, progress, instead);
    const before = await this.readiness(signal);
    return loaded ?? (before.ready ? before : ready);
  }

  async *generate(signal: AbortSignal, task: Task): AsyncGenerator<string, Ending, undefined> {
    this.tasks.push(task);
    this.open++;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    try {
      return yield* (this.#script.generate ?? answering('The cat', ' sat.'))(signal, task);
    } finally {
      this.open--;
    }
  }

  async recover(signal: AbortSignal, code: ErrorCode): Promise<Alternative | null> {
    return (await this.#script.recover?.(signal, code)) ?? null;
  }

  async warm(): Promise<void> {}

  unload(): void {}
}

export function answering(...pieces: string[]): Engine['generate'] {
  return async function* () {
    for (const piece of pieces) {
      await new Promise((resolve) => setTimeout(resolve));
      yield piece;
    }
    return ending;
  };
}

export function notReady(code: Extract<Readiness, { ready: false }>['code']): Script {
  return { readiness: async () => ({ ready: false, code }) };
}

export function withWindow(contextTokens: number): Pick<Engine, 'readiness'> {
  return { readiness: async () => ({ ready: true, model: 'Scripted 1B', contextTokens }) };
}

/** Never resolves; rejects with the signal's reason, as all that takes time must. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

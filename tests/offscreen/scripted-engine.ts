import type { ErrorCode } from '../../src/core/errors.ts';
import type { Readiness, Ready } from '../../src/core/ladder/readiness.ts';
import type { Ending, EngineId, LocalEngineId } from '../../src/core/receipt.ts';
import type { Task } from '../../src/core/tools.ts';
import type {
  Alternative,
  Engine,
  EngineEnding,
  Loaded,
  Question,
} from '../../src/offscreen/engine.ts';
import type { Engines } from '../../src/offscreen/engine-states.ts';
import { Gate } from '../../src/offscreen/gate.ts';
import { Health } from '../../src/offscreen/health.ts';
import type { Queue } from '../../src/offscreen/queue.ts';
import type { Device } from '../../src/offscreen/run-on-device.ts';
import type { LoadProgress } from '../../src/protocol/contract.ts';

export type Script = Partial<Pick<Engine, 'readiness' | 'generate' | 'recover'>> & {
  /** Says what it loaded only if that is another thing than `readiness` said. */
  readonly load?: (
    signal: AbortSignal,
    progress: (report: LoadProgress) => void,
    instead: Alternative | null,
  ) => Promise<Loaded | undefined>;
};

export const ready: Ready = {
  state: 'ready',
  model: 'Scripted 1B',
  tier: null,
  isEnglishOnly: false,
  contextTokens: 4096,
  speed: null,
};

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

  async readiness(signal: AbortSignal, question: Question): Promise<Readiness> {
    if (this.#script.readiness) return this.#script.readiness(signal, question);
    // As the instant engine of the product does.
    const cannot = this.id === 'instant' && question.choice.tool !== 'summarize';
    return cannot ? { state: 'unavailable', code: 'no-model' } : ready;
  }

  get loads(): number {
    return this.loaded.length;
  }

  async load(
    signal: AbortSignal,
    question: Question,
    progress: (report: LoadProgress) => void,
    instead: Alternative | null = null,
  ): Promise<Loaded> {
    this.loaded.push(instead);
    const loaded = await this.#script.load?.(signal, progress, instead);
    const before = await this.readiness(signal, question);
    return loaded ?? (before.state === 'ready' ? before : ready);
  }

  async *generate(
    signal: AbortSignal,
    task: Task,
  ): AsyncGenerator<string, EngineEnding, undefined> {
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

export function notReady(code: ErrorCode): Script {
  return { readiness: async () => ({ state: 'unavailable', code }) };
}

export function withWindow(contextTokens: number): Pick<Engine, 'readiness'> {
  return { readiness: async () => ({ ...ready, contextTokens }) };
}

/** These engines, and none of the others. */
function enginesOf(some: Partial<Engines>): Engines {
  const others = (id: LocalEngineId) => some[id] ?? new ScriptedEngine(id, notReady('no-model'));
  return {
    'web-llm': others('web-llm'),
    'built-in': others('built-in'),
    cpu: others('cpu'),
    instant: others('instant'),
  };
}

/** A device on mains, of a person who changed no settings. */
export function deviceWith(
  some: Partial<Engines>,
  queue: Queue,
  change: Partial<Device> = {},
): Device {
  return {
    engines: enginesOf(some),
    queue,
    health: new Health(),
    gate: new Gate(async () => null),
    settings: async () => ({ preference: 'best', upgradeAbovePercent: 20 }),
    ...change,
  };
}

/** Never resolves; rejects with the signal's reason, as all that takes time must. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

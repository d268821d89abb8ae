import { AppError } from '../core/errors.ts';
import type { Model, ModelVariant } from '../core/models/model.ts';
import { variantsOf } from '../core/models/variant.ts';
import { buildPrompt } from '../core/prompts.ts';
import type { Ending } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import { estimateTokens } from '../core/window.ts';
import type { LoadProgress } from '../protocol/contract.ts';
import type { Engine, Readiness, Ready } from './engine.ts';
import { loadModel, loadSilenceMs } from './load-model.ts';
import { ModelWorker } from './model-worker.ts';
import type { ModelChoice } from './models/models.ts';
import { watchdog } from './watchdog.ts';

/** A model that nobody asks for this long gives its memory back. */
const idleMs = 5 * 60_000;

/** The slowest device that is worth waiting for reads 4 tokens a second. */
const prefillSilenceMs = (tokens: number) => 60_000 + tokens * 250;
const decodeSilenceMs = 60_000;

/** WebLLM in a worker of its own. `choose` names the model to answer with, or says why there is none. */
export class WebLlmEngine implements Engine {
  readonly id = 'web-llm';
  readonly #choose: (signal: AbortSignal) => Promise<ModelChoice>;
  #worker: ModelWorker | null = null;
  #loaded: ModelVariant | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(choose: (signal: AbortSignal) => Promise<ModelChoice>) {
    this.#choose = choose;
  }

  async readiness(signal: AbortSignal): Promise<Readiness> {
    const choice = await this.#choose(signal);
    return 'code' in choice ? { ready: false, code: choice.code } : readyWith(choice);
  }

  async load(signal: AbortSignal, progress: (report: LoadProgress) => void): Promise<Ready> {
    clearTimeout(this.#idle);
    const choice = await this.#choose(signal);
    if ('code' in choice) throw new AppError(choice.code, 'No model to load.');
    if (this.#loaded?.id !== choice.variant.id || this.#worker?.hasEnded)
      await this.#loadAnew(signal, choice.variant, progress);
    this.#unloadWhenIdle();
    return readyWith(choice);
  }

  async #loadAnew(
    signal: AbortSignal,
    variant: ModelVariant,
    progress: (report: LoadProgress) => void,
  ): Promise<void> {
    this.unload();
    const worker = new ModelWorker();
    this.#worker = worker;
    try {
      const reports = loadModel(worker, signal, variant);
      for await (const report of watchdog(reports, () => loadSilenceMs)) progress(report);
      this.#loaded = variant;
    } catch (thrown) {
      this.unload();
      throw thrown;
    }
  }

  async *generate(signal: AbortSignal, task: Task): AsyncGenerator<string, Ending, undefined> {
    const worker = this.#worker;
    if (!worker || !this.#loaded) throw new AppError('no-model', 'Asked before loading.');
    clearTimeout(this.#idle);
    const tokens = estimateTokens(task.text);
    let decoding = false;
    let intact = false;
    try {
      const events = watchdog(worker.open(signal, 'generate', buildPrompt(task, tokens)), () =>
        decoding ? decodeSilenceMs : prefillSilenceMs(tokens),
      );
      for await (const event of events) {
        decoding = true;
        if (event.type === 'ending') {
          intact = true;
          return event.ending;
        }
        yield event.text;
      }
      throw new AppError('unexpected', 'The worker ended its answer without saying so.');
    } catch (thrown) {
      intact = thrown instanceof AppError && thrown.code === 'over-window';
      throw thrown;
    } finally {
      // Hanging up stops decoding within a token; nothing but the worker's end stops a prefill.
      if (!intact && !(signal.aborted && decoding)) this.unload();
      else this.#unloadWhenIdle();
    }
  }

  /** Whether this model's memory is held now. */
  uses(model: Model): boolean {
    return variantsOf(model).some(({ id }) => id === this.#loaded?.id);
  }

  unload(): void {
    clearTimeout(this.#idle);
    this.#worker?.end();
    this.#worker = null;
    this.#loaded = null;
  }

  #unloadWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.unload(), idleMs);
  }
}

type Chosen = Extract<ModelChoice, { model: Model }>;

function readyWith({ model, variant }: Chosen): Ready {
  return { ready: true, model: model.name, contextTokens: variant.contextTokens };
}

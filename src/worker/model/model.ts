import { type CompletionUsage, type InitProgressReport, MLCEngine } from '@mlc-ai/web-llm';
import { AppError } from '../../core/errors.ts';
import { mailbox } from '../../core/mailbox.ts';
import type { RunTimes } from '../../core/models/corrected-speed.ts';
import type { Prompt } from '../../core/prompts.ts';
import type { LoadPhase, LoadProgress } from '../../protocol/contract.ts';
import { unlessAborted } from '../../protocol/unless-aborted.ts';
import type { GenerateEvent, LoadArgs } from '../../protocol/worker-streams.ts';
import { completionRequest } from './completion-request.ts';
import { fromWebLlm } from './web-llm-error.ts';

/** One WebLLM engine with one model. Another model means another worker: only its end gives all memory back. */
export class Model {
  #engine: MLCEngine | null = null;
  #thinks = false;
  /** Aborts when the GPU fails, where WebLLM would let its caller wait. */
  readonly #gpu: AbortSignal;

  constructor(gpu: AbortSignal) {
    this.#gpu = gpu;
  }

  /** Loads from the cache alone. Cannot be canceled from in here: end the worker. */
  async *load(args: LoadArgs): AsyncGenerator<LoadProgress, void, undefined> {
    const reports = mailbox<LoadProgress>();
    const engine = new MLCEngine({
      appConfig: appConfig(args),
      logLevel: 'SILENT',
      initProgressCallback: (report) => reports.put(toProgress(report)),
    });
    const reload = unlessAborted(this.#gpu, engine.reload(args.modelId)).finally(reports.close);
    // Thrown by the last `await`; until then nobody waits for it, and it would be reported as unhandled.
    reload.catch(() => {});
    try {
      yield* reports.items;
      await reload;
      this.#engine = engine;
      this.#thinks = args.thinks;
    } catch (thrown) {
      throw await explained(this.#gpu, thrown);
    }
  }

  async *generate(
    signal: AbortSignal,
    prompt: Prompt,
  ): AsyncGenerator<GenerateEvent, void, undefined> {
    const engine = this.#engine;
    if (!engine) throw new AppError('no-model', 'The worker was asked before a model was loaded.');
    const interrupt = () => void engine.interruptGenerate();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      yield* answer(engine, completionRequest(prompt, this.#thinks), this.#gpu);
    } catch (thrown) {
      throw await explained(this.#gpu, thrown);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

/** A lost GPU shows first in errors that name nothing, and is announced after them. */
const announcementMs = 500;

async function explained(gpu: AbortSignal, thrown: unknown): Promise<unknown> {
  const error = fromWebLlm(thrown);
  if (error.code === 'unexpected' && !gpu.aborted)
    await new Promise<void>((resolve) => {
      gpu.addEventListener('abort', () => resolve(), { once: true });
      setTimeout(resolve, announcementMs);
    });
  return gpu.aborted ? gpu.reason : error;
}

async function* answer(
  engine: MLCEngine,
  request: ReturnType<typeof completionRequest>,
  gpu: AbortSignal,
): AsyncGenerator<GenerateEvent, void, undefined> {
  const chunks = await engine.chat.completions.create(request);
  let usage: CompletionUsage | null = null;
  let truncated = false;
  for await (const chunk of whileGood(gpu, chunks)) {
    const [choice] = chunk.choices;
    if (choice?.delta.content) yield { type: 'text', text: choice.delta.content };
    if (choice?.finish_reason) truncated = choice.finish_reason === 'length';
    usage = chunk.usage ?? usage;
  }
  const tokens = usage?.completion_tokens ?? null;
  yield { type: 'ending', ending: { tokens, truncated }, times: usage && timesOf(usage) };
}

/** WebLLM tells of speeds; those of a run in which nothing was read or written are none. */
function timesOf({ prompt_tokens, completion_tokens, extra }: CompletionUsage): RunTimes {
  return {
    promptTokens: prompt_tokens,
    prefillMs: (1000 * prompt_tokens) / extra.prefill_tokens_per_s,
    answerTokens: completion_tokens,
    decodeMs: (1000 * completion_tokens) / extra.decode_tokens_per_s,
  };
}

/** Passes the items on until the signal aborts, whose reason is then thrown, also while one is waited for. */
async function* whileGood<Item>(
  signal: AbortSignal,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  const source = items[Symbol.asyncIterator]();
  try {
    let step = await unlessAborted(signal, source.next());
    while (!step.done) {
      yield step.value;
      step = await unlessAborted(signal, source.next());
    }
  } finally {
    // Once the GPU has failed it may be stuck, and would let its `return` wait for ever.
    if (!signal.aborted) await source.return?.();
  }
}

function appConfig({ modelId, weightsUrl, libraryUrl, contextTokens }: LoadArgs) {
  return {
    cacheBackend: 'cache' as const,
    model_list: [
      {
        model_id: modelId,
        model: weightsUrl,
        model_lib: libraryUrl,
        // Both windows at once is an error, and a model's own configuration may name the sliding one.
        overrides: { context_window_size: contextTokens, sliding_window_size: -1 },
      },
    ],
  };
}

/** WebLLM counts from 0 to 1 once in each phase, and only the words of its report tell which one it is. */
function toProgress({ progress, text }: InitProgressReport): LoadProgress {
  return { phase: phaseOf(text), progress: Math.min(1, Math.max(0, progress || 0)) };
}

function phaseOf(text: string): LoadPhase {
  if (text.startsWith('Loading model')) return 'load';
  if (text.startsWith('Loading GPU shader') || text.startsWith('Finish')) return 'compile';
  return 'fetch';
}

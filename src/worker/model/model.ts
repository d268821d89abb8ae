import { type InitProgressReport, MLCEngine } from '@mlc-ai/web-llm';
import { AppError } from '../../core/errors.ts';
import { mailbox } from '../../core/mailbox.ts';
import type { Prompt } from '../../core/prompts.ts';
import type { GenerateEvent, LoadArgs, LoadPhase, LoadProgress } from '../../protocol/contract.ts';
import { completionRequest } from './completion-request.ts';
import { fromWebLlm } from './web-llm-error.ts';

/** One WebLLM engine with one model. Another model means another worker: only its end gives all memory back. */
export class Model {
  #engine: MLCEngine | null = null;
  #thinks = false;

  /** Loads from the cache, downloading what is missing there. Cannot be canceled from in here: end the worker. */
  async *load(args: LoadArgs): AsyncGenerator<LoadProgress, void, undefined> {
    const reports = mailbox<LoadProgress>();
    const engine = new MLCEngine({
      appConfig: appConfig(args),
      logLevel: 'SILENT',
      initProgressCallback: (report) => reports.put(toProgress(report)),
    });
    const reload = engine.reload(args.modelId).finally(reports.close);
    // Thrown by the last `await`; until then nobody waits for it, and it would be reported as unhandled.
    reload.catch(() => {});
    try {
      yield* reports.items;
      await reload;
      this.#engine = engine;
      this.#thinks = args.thinks;
    } catch (thrown) {
      throw fromWebLlm(thrown);
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
      yield* answer(engine, completionRequest(prompt, this.#thinks));
    } catch (thrown) {
      throw fromWebLlm(thrown);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

async function* answer(
  engine: MLCEngine,
  request: ReturnType<typeof completionRequest>,
): AsyncGenerator<GenerateEvent, void, undefined> {
  const chunks = await engine.chat.completions.create(request);
  let tokens: number | null = null;
  let truncated = false;
  for await (const chunk of chunks) {
    const [choice] = chunk.choices;
    if (choice?.delta.content) yield { type: 'text', text: choice.delta.content };
    if (choice?.finish_reason) truncated = choice.finish_reason === 'length';
    if (chunk.usage) tokens = chunk.usage.completion_tokens;
  }
  yield { type: 'ending', ending: { tokens, truncated } };
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

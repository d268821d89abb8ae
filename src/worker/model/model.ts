import { type InitProgressReport, MLCEngine } from '@mlc-ai/web-llm';
import { AppError } from '../../core/errors.ts';
import { mailbox } from '../../core/mailbox.ts';
import type { Prompt } from '../../core/prompts.ts';
import type { GenerateEvent, LoadArgs, LoadPhase, LoadProgress } from '../../protocol/contract.ts';
import { fromWebLlm } from './web-llm-error.ts';

/** One WebLLM engine with one model. Another model means another worker: only its end gives all memory back. */
export class Model {
  #engine: MLCEngine | null = null;

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
      yield* answer(engine, prompt);
    } catch (thrown) {
      throw fromWebLlm(thrown);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

async function* answer(
  engine: MLCEngine,
  prompt: Prompt,
): AsyncGenerator<GenerateEvent, void, undefined> {
  const chunks = await engine.chat.completions.create(completionRequest(prompt));
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

function completionRequest(prompt: Prompt) {
  return {
    messages: [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ],
    stream: true as const,
    stream_options: { include_usage: true },
    temperature: prompt.temperature,
    max_tokens: prompt.maxTokens,
    // Qwen3 thinks aloud otherwise. `resumable` is never set: it writes the prompt to disk.
    extra_body: { enable_thinking: false },
  };
}

function appConfig({ modelId, weightsUrl, libraryUrl, contextTokens }: LoadArgs) {
  return {
    cacheBackend: 'cache' as const,
    model_list: [
      {
        model_id: modelId,
        model: weightsUrl,
        model_lib: libraryUrl,
        overrides: { context_window_size: contextTokens },
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

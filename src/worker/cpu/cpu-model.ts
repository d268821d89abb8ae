import { type ChatCompletionChunk, type LoadModelParams, Wllama } from '@wllama/wllama';
import { AppError } from '../../core/errors.ts';
import type { Prompt } from '../../core/prompts.ts';
import type { LoadProgress } from '../../protocol/contract.ts';
import type { CpuLoadArgs, GenerateEvent } from '../../protocol/worker-streams.ts';
import { chatRequest } from './chat-request.ts';
import { storedFile } from './stored-file.ts';
import { timesOf } from './times.ts';
import { answerFailure, loadFailure } from './wllama-error.ts';

/** Tokens that are read in one go: only between two of them a request can be canceled. */
const batch = 64;

/** One model in llama.cpp, on the CPU. Another model means another worker: only its end gives all memory back. */
export class CpuModel {
  #wllama: Wllama | null = null;
  #thinks = false;
  /** What its server said of a request that it refuses, or its worker of what it threw: the error itself brings prose alone. */
  #said: unknown = null;

  /** Out of the cache alone. Cannot be canceled from in here: end the worker. */
  async *load(args: CpuLoadArgs): AsyncGenerator<LoadProgress, void, undefined> {
    yield { phase: 'fetch', progress: 0 };
    const blob = await storedFile(args.weightsUrl, args.file);
    yield { phase: 'load', progress: 0, sizeBytes: blob.size };
    const wllama = this.#start();
    try {
      await wllama.loadModel([blob], paramsFor(args));
    } catch (thrown) {
      throw loadFailure(thrown, this.#said);
    }
    // It "loads" whatever it is given.
    if (!(wllama.getLoadedContextInfo().n_vocab > 0))
      throw new AppError('corrupt-model', `${args.file} holds no model.`);
    this.#wllama = wllama;
    this.#thinks = args.thinks;
    yield { phase: 'load', progress: 1, sizeBytes: blob.size };
  }

  async *generate(
    signal: AbortSignal,
    prompt: Prompt,
  ): AsyncGenerator<GenerateEvent, void, undefined> {
    const wllama = this.#wllama;
    if (!wllama) throw new AppError('no-model', 'The worker was asked before a model was loaded.');
    this.#said = null;
    // Leaving the loop tells it nothing.
    const left = new AbortController();
    const abortSignal = AbortSignal.any([signal, left.signal]);
    try {
      const request = chatRequest(prompt, this.#thinks);
      yield* answer(await wllama.createChatCompletion({ ...request, abortSignal }));
    } catch (thrown) {
      signal.throwIfAborted();
      throw answerFailure(thrown, this.#said);
    } finally {
      left.abort();
    }
  }

  /** Nothing of what it logs goes on: it would write into a console what is said to the model. */
  #start(): Wllama {
    const logger = {
      ...{ debug: () => {}, log: () => {}, warn: () => {} },
      error: (what: unknown, said: unknown) => {
        // The stack that it tells afterwards says nothing of its kind.
        this.#said = [said, what].find((one) => typeof one === 'object') ?? this.#said;
      },
    };
    const wllama = new Wllama({ default: '/cpu/wllama.wasm' }, { suppressNativeLog: true, logger });
    // Else it would ask for a build for older browsers, and a host on the web.
    wllama.setCompat(null);
    return wllama;
  }
}

function paramsFor({ contextTokens, threads }: CpuLoadArgs): LoadModelParams {
  return {
    n_gpu_layers: 0,
    n_threads: threads,
    n_ctx: contextTokens,
    n_parallel: 1,
    n_batch: batch,
    n_ubatch: batch,
  };
}

async function* answer(
  chunks: AsyncIterable<ChatCompletionChunk>,
): AsyncGenerator<GenerateEvent, void, undefined> {
  let truncated = false;
  let timings: ChatCompletionChunk['timings'];
  for await (const chunk of chunks) {
    const [choice] = chunk.choices;
    if (choice?.delta.content) yield { type: 'text', text: choice.delta.content };
    if (choice?.finish_reason) truncated = choice.finish_reason === 'length';
    timings = chunk.timings ?? timings;
  }
  const tokens = timings?.predicted_n ?? null;
  yield { type: 'ending', ending: { tokens, truncated }, times: timings ? timesOf(timings) : null };
}

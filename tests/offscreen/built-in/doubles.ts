import type {
  Availability,
  LanguageModelSession,
  SummarizerSession,
} from '../../../src/platform/built-in.ts';

/** What the browser's own models do as their specifications say; no browser for tests brings one. */
export class BuiltInDouble {
  availability: Availability = 'available';
  /** Where it is another for summaries. */
  summaries: Availability | null = null;
  /** Languages that it knows. */
  languages = ['en', 'es', 'ja'];
  window = 1000;
  pieces = ['The cat', ' sat.'];
  /** What each was called with, in order. */
  readonly asked: string[] = [];
  readonly created: string[] = [];
  readonly prompts: string[] = [];
  open = 0;
  hangs = false;
  failure: Error | null = null;

  install(): void {
    Object.assign(globalThis, {
      LanguageModel: this.#factory('model', () => this.#session()),
      Summarizer: this.#factory('summaries', () => this.#summarizer()),
    });
  }

  static uninstall(): void {
    Object.assign(globalThis, { LanguageModel: undefined, Summarizer: undefined });
  }

  #factory<Session>(name: 'model' | 'summaries', make: () => Session) {
    return {
      availability: async (options: object): Promise<Availability> => {
        this.asked.push(JSON.stringify(options));
        if (this.hangs) return new Promise(() => {});
        const language = /"(?:languages|expectedInputLanguages)":\["(\w+)"/.exec(
          JSON.stringify(options),
        );
        if (language?.[1] && !this.languages.includes(language[1])) return 'unavailable';
        return name === 'summaries' ? (this.summaries ?? this.availability) : this.availability;
      },
      create: async ({ signal, monitor: _, ...options }: Record<string, unknown>) => {
        (signal as AbortSignal).throwIfAborted();
        if (this.failure) throw this.failure;
        this.created.push(JSON.stringify(options));
        this.open++;
        return make();
      },
    };
  }

  #session(): LanguageModelSession {
    return {
      contextUsage: 50,
      contextWindow: this.window,
      measureContextUsage: async (prompt) => prompt.split(/\s+/).length,
      promptStreaming: (prompt, { signal }) => this.#stream(prompt, signal),
      clone: async () => {
        this.open++;
        return this.#session();
      },
      destroy: () => {
        this.open--;
      },
    };
  }

  #summarizer(): SummarizerSession {
    return {
      inputQuota: this.window,
      measureInputUsage: async (text) => text.split(/\s+/).length,
      summarizeStreaming: (text, { signal }) => this.#stream(text, signal),
      destroy: () => {
        this.open--;
      },
    };
  }

  #stream(prompt: string, signal: AbortSignal): ReadableStream<string> {
    this.prompts.push(prompt);
    const { pieces, failure } = this;
    return new ReadableStream({
      start: (controller) =>
        signal.addEventListener('abort', () => controller.error(signal.reason)),
      pull: (controller) => {
        const piece = pieces[this.#at++ % (pieces.length + 1)];
        if (piece !== undefined) controller.enqueue(piece);
        else if (failure) controller.error(failure);
        else controller.close();
      },
    });
  }

  #at = 0;
}

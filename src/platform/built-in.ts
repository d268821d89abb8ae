import type { LanguageModelOptions, SummarizerOptions } from '../core/built-in/options.ts';

/**
 * The browser's own models, as far as Sotto asks them. https://webmachinelearning.github.io/prompt-api/ and
 * https://webmachinelearning.github.io/writing-assistance-apis/
 */
export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** What can be had under some options; the same are to be given to `create`. */
export type Factory<Options, Session> = {
  availability(options: Options): Promise<Availability>;
  /** Where it is `downloadable`, this begins the download, and needs a click in the document. */
  create(options: Options & CreateOptions): Promise<Session>;
};

type CreateOptions = {
  readonly signal?: AbortSignal;
  readonly monitor?: (monitor: EventTarget) => void;
};

/** Of `downloadprogress`: `loaded` is 0 to 1. */
export type DownloadProgress = Event & { readonly loaded: number };

export type LanguageModelFactory = Factory<
  LanguageModelOptions & { readonly initialPrompts?: readonly SystemPrompt[] },
  LanguageModelSession
>;

export type SystemPrompt = { readonly role: 'system'; readonly content: string };

export type LanguageModelSession = {
  /** Tokens that are taken, and that there are. */
  readonly contextUsage: number;
  readonly contextWindow: number;
  measureContextUsage(prompt: string, options: { signal: AbortSignal }): Promise<number>;
  /** Of what is new each time. */
  promptStreaming(prompt: string, options: { signal: AbortSignal }): ReadableStream<string>;
  clone(options: { signal: AbortSignal }): Promise<LanguageModelSession>;
  destroy(): void;
};

export type SummarizerFactory = Factory<SummarizerOptions, SummarizerSession>;

export type SummarizerSession = {
  /** Tokens that one text may have. */
  readonly inputQuota: number;
  measureInputUsage(text: string, options: { signal: AbortSignal }): Promise<number>;
  summarizeStreaming(text: string, options: { signal: AbortSignal }): ReadableStream<string>;
  destroy(): void;
};

/** What this browser brings itself. Only documents may ask: in a worker, the question ends the process of the extension. */
type Brought = {
  readonly LanguageModel?: LanguageModelFactory;
  readonly Summarizer?: SummarizerFactory;
};

/** Null where the browser has none. */
export function languageModel(): LanguageModelFactory | null {
  return (globalThis as Brought).LanguageModel ?? null;
}

export function summarizer(): SummarizerFactory | null {
  return (globalThis as Brought).Summarizer ?? null;
}

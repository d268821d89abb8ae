export type EngineId = 'web-llm' | 'instant';

/** How an answer ended. */
export type Ending = {
  /** Tokens written, counted by the model's own engine; null without a model. */
  readonly tokens: number | null;
  /** The model hit the limit of its answer: the text ends in the middle. */
  readonly truncated: boolean;
};

/** What stands behind a result. Every result carries one. */
export type Receipt = Ending & {
  readonly engine: EngineId;
  /** The model's name for people, or null where no model was used. */
  readonly model: string | null;
  readonly wordsRead: number;
  readonly wordsTotal: number;
  /** From the engine's turn to its last token; waiting in the queue is not counted. */
  readonly elapsedMs: number;
};

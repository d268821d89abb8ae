import * as v from 'valibot';

const message = v.object({
  content: v.nullish(v.string()),
  // Two names for thoughts that are not part of the answer.
  reasoning_content: v.nullish(v.string()),
  reasoning: v.nullish(v.string()),
});

const choice = v.object({
  /** In a stream. */
  delta: v.nullish(message),
  /** In one piece. */
  message: v.nullish(message),
  finish_reason: v.nullish(v.string()),
});

const completion = v.object({
  choices: v.nullish(v.array(choice)),
  usage: v.nullish(v.object({ completion_tokens: v.nullish(v.number()) })),
});

/** What Sotto looks at in one event of an answer. */
export type Piece = {
  /** Empty for thoughts and for marks. */
  readonly text: string;
  /** The model writes, or thinks. */
  readonly isProgress: boolean;
  /** Why the model stopped; null while it goes on. */
  readonly finish: string | null;
  readonly tokens: number | null;
};

/** Null for what is no completion: there are servers that send other events in between. */
export function pieceOf(event: unknown): Piece | null {
  const parsed = v.safeParse(completion, event);
  if (!parsed.success) return null;
  const { choices, usage } = parsed.output;
  const first = choices?.[0];
  if (!first && !usage) return null;
  const said = first?.delta ?? first?.message;
  const text = said?.content ?? '';
  return {
    text,
    isProgress: [text, said?.reasoning_content, said?.reasoning].some(Boolean),
    finish: first?.finish_reason ?? null,
    tokens: usage?.completion_tokens ?? null,
  };
}

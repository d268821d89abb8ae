import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';

const codes: Readonly<Record<string, ErrorCode>> = {
  // Types of what llama.cpp's server refuses, and of wllama's own errors.
  exceed_context_size_error: 'over-window',
  load_error: 'corrupt-model',
  model_not_loaded: 'disconnected',
  // Names of the browser's: memory that it does not give, and a file that its disk has no longer.
  RangeError: 'out-of-memory',
  NotFoundError: 'corrupt-model',
  NotReadableError: 'corrupt-model',
};

/** `said`: what its worker or the server told of it besides, which is not in the error itself; null if nothing. */
export function loadFailure(thrown: unknown, said: unknown): AppError {
  const error = toAppError(thrown);
  const code = codeOf(kindsOf(thrown, said));
  return code ? new AppError(code, error.message, { cause: thrown }) : error;
}

/** Without its words: the server quotes what the model wrote where it makes no sense of that. */
export function answerFailure(thrown: unknown, said: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const kinds = kindsOf(thrown, said);
  return new AppError(codeOf(kinds) ?? 'unexpected', `llama.cpp: ${kinds.join(', ')}`);
}

/** What was told besides comes first: it is the reason. */
function kindsOf(thrown: unknown, said: unknown): string[] {
  return [said, thrown].flatMap((one) => {
    const { type } = (one ?? {}) as { type?: unknown };
    const name = one instanceof Error ? [one.name] : [];
    return typeof type === 'string' ? [type, ...name] : name;
  });
}

function codeOf(kinds: readonly string[]): ErrorCode | null {
  const kind = kinds.find((one) => Object.hasOwn(codes, one));
  return (kind !== undefined && codes[kind]) || null;
}

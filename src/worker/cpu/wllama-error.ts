import { AppError, type ErrorCode, toAppError } from '../../core/errors.ts';

/** What llama.cpp's server says of a request that it refuses, by the names of its own. */
const refusals: Readonly<Record<string, ErrorCode>> = {
  exceed_context_size_error: 'over-window',
};

/** Types of wllama's own errors. */
const kinds: Readonly<Record<string, ErrorCode>> = {
  load_error: 'corrupt-model',
  model_not_loaded: 'disconnected',
};

/** `refusal` is what the server said before, if it said something. */
export function fromWllama(thrown: unknown, refusal: unknown): AppError {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return toAppError(thrown);
  const code = codeIn(refusals, refusal) ?? codeIn(kinds, thrown) ?? memoryCode(thrown);
  return code
    ? new AppError(code, `${thrown.name}: ${thrown.message}`, { cause: thrown })
    : toAppError(thrown);
}

function codeIn(codes: Readonly<Record<string, ErrorCode>>, said: unknown): ErrorCode | null {
  const type = (said as { type?: unknown } | null)?.type;
  return typeof type === 'string' && Object.hasOwn(codes, type) ? (codes[type] ?? null) : null;
}

/** The browser's own: no room for more of the memory of a wasm. */
function memoryCode({ name }: Error): ErrorCode | null {
  return name === 'RangeError' ? 'out-of-memory' : null;
}

/** Everything that a person can be told went wrong. Programs branch on the code; `_locales` holds the words. */
export const errorCodes = [
  'no-gpu',
  'no-model',
  'download-failed',
  'download-damaged',
  'download-portal',
  'download-refused',
  'download-missing',
  'download-busy',
  'import-incomplete',
  'storage-full',
  'corrupt-model',
  'out-of-memory',
  'device-lost',
  'gibberish',
  'engine-silent',
  'text-empty',
  'text-too-long',
  'over-window',
  'over-budget',
  'language-unsupported',
  'built-in-unavailable',
  'answer-empty',
  'instruction-empty',
  'page-not-allowed',
  'frame-not-allowed',
  'page-unreadable',
  'cloud-off',
  'cloud-never-here',
  'cloud-changed',
  'cloud-unreachable',
  'cloud-unauthorized',
  'cloud-no-model',
  'cloud-rejected',
  'cloud-too-long',
  'cloud-quota',
  'cloud-busy',
  'cloud-failing',
  'cloud-silent',
  'cloud-cut',
  'cloud-malformed',
  'cloud-not-a-server',
  'disconnected',
  'refused',
  'unexpected',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The only error that crosses rooms. `message` is for the log, in English and without any of the person's text. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Whatever was thrown, as an `AppError`; what is unknown becomes `unexpected`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new AppError('unexpected', message, { cause: thrown });
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(value);
}

import { AppError } from '../../core/errors.ts';

/** The answer to a message. Chrome rejects with prose when nobody listens: that becomes `disconnected`. */
export async function delivered(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (cause) {
    throw new AppError('disconnected', 'The message was not delivered.', { cause });
  }
}

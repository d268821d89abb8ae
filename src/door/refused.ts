import * as v from 'valibot';
import { parseRetryAfterMs } from '../core/backoff.ts';
import type { Refusal } from '../core/cloud/refusal.ts';
import { toAppError } from '../core/errors.ts';
import { bodyText } from './body.ts';

/** Servers say why in `{"error": {"code": …}}`, `{"error": "…"}` or `{"code": …}`, each a word, a number or prose. */
const said = v.object({ code: v.optional(v.unknown()), type: v.optional(v.unknown()) });
const prose = v.pipe(
  v.string(),
  v.transform(() => ({ code: undefined, type: undefined })),
);
const complaint = v.object({ error: v.union([said, prose]) });

/** The server did not get through to, or could not be read. */
export const unreachable: Refusal = { status: 0, reason: null, retryAfterMs: null };

export async function refusalOf(
  response: Response,
  received: (bytes: number) => void,
): Promise<Refusal> {
  const error = errorIn(await reasonText(response, received));
  return {
    status: response.status,
    reason: error ? reasonIn(error) : null,
    retryAfterMs: parseRetryAfterMs(response.headers.get('retry-after'), Date.now()),
  };
}

/** What breaks off or does not end takes nothing from the refusal itself. */
async function reasonText(response: Response, received: (bytes: number) => void): Promise<string> {
  try {
    return await bodyText(response, received);
  } catch (thrown) {
    if (!['cloud-cut', 'cloud-malformed'].includes(toAppError(thrown).code)) throw thrown;
    return '';
  }
}

/** An error that comes in the middle of an answer; null when this is none. */
export function refusalIn(event: unknown): Refusal | null {
  const error = v.safeParse(complaint, event);
  if (!error.success) return null;
  const { code } = error.output.error;
  const status = typeof code === 'number' && code >= 400 && code < 600 ? code : 500;
  return { status, reason: reasonIn(error.output.error), retryAfterMs: null };
}

function errorIn(text: string): v.InferOutput<typeof said> | null {
  try {
    const body: unknown = JSON.parse(text);
    const inside = v.safeParse(complaint, body);
    if (inside.success) return inside.output.error;
    const bare = v.safeParse(said, body);
    return bare.success ? bare.output : null;
  } catch {
    return null;
  }
}

/** A word that a program may branch on; never prose, which may repeat the key or the text. */
function reasonIn({ code, type }: v.InferOutput<typeof said>): string | null {
  const words = [code, type].filter((one) => typeof one === 'string');
  return words.find((word) => /^[a-z][a-z0-9_]{2,60}$/.test(word)) ?? null;
}

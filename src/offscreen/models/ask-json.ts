import { parseJson } from '../../core/download/complaint.ts';
import { refusedWith } from '../../core/download/setback.ts';
import { AppError } from '../../core/errors.ts';
import { isModelHost } from '../../core/models/hosts.ts';
import { withDoorTo } from './door-to.ts';

/** A host that accepts a request and then says nothing would keep a person waiting for ever. */
const answerMs = 30_000;

/**
 * What a model's host has in a JSON file; undefined where that is none. Throws why it could not be had, such as
 * `download-missing`.
 */
export async function askJson(signal: AbortSignal, url: string): Promise<unknown> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  try {
    return parseJson(await (isModelHost(url) ? askDirectly : askThroughDoor)(patience, url));
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw new AppError('download-failed', `${url}: ${String(cause)}`, { cause });
  }
}

async function askDirectly(signal: AbortSignal, url: string): Promise<string> {
  const response = await fetch(url, {
    signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw refusal(response, url);
  return response.text();
}

function askThroughDoor(signal: AbortSignal, url: string): Promise<string> {
  return withDoorTo(url, async (door) => {
    for await (const answer of door.ask(signal, 'file', { url, fromByte: 0 })) {
      const { status, redirected, body } = answer;
      const headers = new Headers(answer.headers.map(([name, value]) => [name, value]));
      if (status < 200 || status > 299) throw refusal({ status, redirected, headers }, url);
      return new Response(body).text();
    }
    throw new Error('no answer');
  });
}

type Refusing = Pick<Response, 'status' | 'redirected' | 'headers'>;

function refusal({ status, redirected, headers }: Refusing, url: string): AppError {
  const reason = headers.get('x-error-code');
  const refused = { status, wasRedirected: redirected, retryAfterMs: null, reason };
  return new AppError(refusedWith(refused).code, `${url}: status ${status}`);
}

import * as v from 'valibot';
import { AppError } from '../core/errors.ts';
import type { Knock, ModelList, ServerAccess } from '../protocol/contract.ts';
import { ask, headersFor, reasonOf } from './ask.ts';
import { bodyText } from './body.ts';
import { Deadline } from './deadline.ts';
import { refusalOf, unreachable } from './refused.ts';

/** A list is there at once or not at all. */
const listMs = 20_000;

const list = v.object({ data: v.array(v.object({ id: v.pipe(v.string(), v.maxLength(300)) })) });

export async function listModels(signal: AbortSignal, access: ServerAccess): Promise<ModelList> {
  const bytes = { sentBytes: 0, receivedBytes: 0 };
  const received = (count: number) => {
    bytes.receivedBytes += count;
  };
  return inTime(signal, async (timed) => {
    const response = await ask(timed, `${access.baseUrl}/models`, { headers: headersFor(access) });
    if (!response) return { refusal: unreachable, ...bytes };
    if (!response.ok) return { refusal: await refusalOf(response, received), ...bytes };
    return { models: modelsIn(await bodyText(response, received)), ...bytes };
  });
}

function modelsIn(text: string): string[] {
  try {
    return v.parse(list, JSON.parse(text)).data.map(({ id }) => id);
  } catch {
    throw new AppError('cloud-not-a-server', 'What it sent is no list of models.');
  }
}

/**
 * Asks in ways that a browser allows everywhere, since an answer that may not be read and no answer at all look the same
 * otherwise.
 */
export async function knock(signal: AbortSignal, baseUrl: string): Promise<Knock> {
  return inTime(signal, async (timed) => {
    const url = `${baseUrl}/models`;
    const readable = await ask(timed, url, { redirect: 'manual' });
    if (readable) return readable.type === 'opaqueredirect' ? 'redirects' : 'answers';
    const opaque = await ask(timed, url, { mode: 'no-cors', redirect: 'follow' });
    return opaque ? 'answers' : 'silent';
  });
}

async function inTime<Result>(
  signal: AbortSignal,
  work: (timed: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new Deadline(signal);
  deadline.within(listMs);
  try {
    return await work(deadline.signal);
  } catch (thrown) {
    throw deadline.signal.aborted ? reasonOf(deadline.signal) : thrown;
  } finally {
    deadline.end();
  }
}

import type { Refusal } from '../core/cloud/refusal.ts';
import { AppError, toAppError } from '../core/errors.ts';
import type { ByteCount, Ending } from '../core/receipt.ts';
import type { ChatArgs, ChatEvent } from '../protocol/contract.ts';
import { ask, headersFor, reasonOf, type TimeLimits, timeLimits } from './ask.ts';
import { bodyText } from './body.ts';
import { type Piece, pieceOf } from './completion.ts';
import { Deadline } from './deadline.ts';
import { eventsOf } from './events.ts';
import { refusalIn, refusalOf, unreachable } from './refused.ts';

type Answer = AsyncGenerator<Said, void, undefined>;
type Said = Uncounted<ChatEvent>;
type Uncounted<Event> = Event extends unknown ? Omit<Event, keyof ByteCount> : never;

/** One request to `chat/completions`, with every byte counted as it goes. */
export async function* chat(
  signal: AbortSignal,
  args: ChatArgs,
  limits: TimeLimits = timeLimits,
): AsyncGenerator<ChatEvent, void, undefined> {
  const body = new TextEncoder().encode(args.body);
  const bytes = { sentBytes: body.byteLength, receivedBytes: 0 };
  const received = (count: number) => {
    bytes.receivedBytes += count;
  };
  const deadline = new Deadline(signal);
  yield { type: 'sending', ...bytes };
  try {
    deadline.within(limits.connectMs);
    const response = await ask(deadline.signal, `${args.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: headersFor(args),
      body,
    });
    const said = answer(response, deadline, { limits, received });
    for await (const event of said) yield { ...event, ...bytes };
  } catch (thrown) {
    throw deadline.signal.aborted ? reasonOf(deadline.signal) : thrown;
  } finally {
    deadline.end();
  }
}

type Reading = {
  readonly limits: TimeLimits;
  readonly received: (bytes: number) => void;
};

async function* answer(response: Response | null, deadline: Deadline, reading: Reading): Answer {
  const type = response?.headers.get('content-type') ?? '';
  if (!response) yield refused(unreachable);
  else if (!response.ok) yield refused(await refusalOf(response, reading.received));
  else if (/^text\/event-stream\b/i.test(type)) yield* streamed(response, deadline, reading);
  else if (/^application\/json\b/i.test(type)) yield* whole(response, deadline, reading);
  else throw new AppError('cloud-not-a-server', `It answered with ${type.slice(0, 40)}.`);
}

/** Some servers do not stream, whatever they are asked. */
async function* whole(
  response: Response,
  deadline: Deadline,
  { limits, received }: Reading,
): Answer {
  deadline.within(limits.firstTokenMs);
  const piece = read(await bodyText(response, received));
  if (!piece) throw new AppError('cloud-not-a-server', 'What it sent is no completion.');
  if ('status' in piece) {
    yield refused(piece);
    return;
  }
  yield { type: 'text', text: piece.text };
  yield { type: 'ending', ending: endingOf(piece.finish, piece.tokens) };
}

async function* streamed(
  response: Response,
  deadline: Deadline,
  { limits, received }: Reading,
): Answer {
  deadline.within(limits.firstTokenMs);
  let finish: string | null = null;
  let tokens: number | null = null;
  let isDone = false;
  try {
    for await (const data of eventsOf(response, received)) {
      isDone = data === '[DONE]';
      if (isDone) break;
      const piece = read(data);
      if (!piece) continue;
      if ('status' in piece) {
        yield refused(piece);
        return;
      }
      finish = piece.finish ?? finish;
      tokens = piece.tokens ?? tokens;
      if (piece.isProgress) deadline.within(limits.silenceMs);
      yield { type: 'text', text: piece.text };
    }
  } catch (thrown) {
    // What breaks after the model's last word is whole.
    if (finish === null || toAppError(thrown).code !== 'cloud-cut') throw thrown;
  }
  // Either mark will do: there are servers that send but one of them.
  if (finish === null && !isDone) throw new AppError('cloud-cut', 'The stream just ended.');
  yield { type: 'ending', ending: endingOf(finish, tokens) };
}

function read(data: string): Piece | Refusal | null {
  const event = parsed(data);
  return refusalIn(event) ?? pieceOf(event);
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new AppError('cloud-malformed', 'An event that is no JSON.');
  }
}

function refused(refusal: Refusal): Said {
  return { type: 'refused', refusal };
}

function endingOf(finish: string | null, tokens: number | null): Ending {
  return { tokens, truncated: finish === 'length' };
}

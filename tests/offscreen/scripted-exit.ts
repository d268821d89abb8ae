import type { Exit } from '../../src/offscreen/attempts.ts';
import type { ChatArgs, ChatEvent, RequestRecord } from '../../src/protocol/contract.ts';

/** What a door says for one request; bytes are counted for it. */
export type Said = ChatEvent extends infer Event
  ? Event extends ChatEvent
    ? Omit<Event, 'sentBytes' | 'receivedBytes'>
    : never
  : never;

const sent = { sentBytes: 100, receivedBytes: 0 };

/** A way out that leads nowhere: it keeps what was about to leave, and answers what a test tells it to, in this order. */
export class ScriptedExit implements Exit {
  readonly requests: ChatArgs[] = [];
  readonly keysAskedFor: string[] = [];
  /** The log, with the last word on each line. */
  readonly lines = new Map<string, RequestRecord>();
  /** What stood in the log at the moment when a request left. */
  readonly loggedBefore: number[] = [];
  readonly door: Exit['door'];
  readonly #answers: (readonly (Said | Error)[])[];

  constructor(...answers: (readonly (Said | Error)[])[]) {
    this.#answers = answers;
    const chat = (signal: AbortSignal, args: ChatArgs) => this.#chat(signal, args);
    this.door = {
      ask: ((signal, _verb, args) => chat(signal, args as ChatArgs)) as Exit['door']['ask'],
    };
  }

  readonly keyFor = async (_signal: AbortSignal, baseUrl: string): Promise<string> => {
    this.keysAskedFor.push(baseUrl);
    return 'the-key';
  };

  readonly record = async (line: RequestRecord): Promise<void> => {
    this.lines.set(line.id, line);
  };

  async *#chat(signal: AbortSignal, args: ChatArgs): AsyncGenerator<ChatEvent, void, undefined> {
    this.requests.push(args);
    this.loggedBefore.push(this.lines.size);
    yield { type: 'sending', ...sent };
    for (const event of this.#answers.shift() ?? []) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      if (event instanceof Error) throw event;
      yield { ...event, sentBytes: 100, receivedBytes: 40 };
    }
  }
}

export function answered(...pieces: string[]): Said[] {
  return [
    ...pieces.map((text) => ({ type: 'text', text }) as const),
    { type: 'ending', ending: { tokens: 5, truncated: false } },
  ];
}

export function refusedWith(status: number, more: { reason?: string; retryAfterMs?: number } = {}) {
  const refusal = { status, reason: null, retryAfterMs: null, ...more };
  return [{ type: 'refused', refusal }] as const satisfies Said[];
}

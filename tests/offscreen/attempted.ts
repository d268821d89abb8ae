import type { Ending } from '../../src/core/receipt.ts';
import { attempts, type Exit, type Outgoing } from '../../src/offscreen/attempts.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import type { RequestRecord, RunEvent } from '../../src/protocol/contract.ts';

export const outgoing: Outgoing = {
  server: { baseUrl: 'https://ai.example.com/v1', host: 'ai.example.com', model: 'large' },
  body: '{"text":"Grüße"}',
  purpose: 'summarize',
  mayLeave: async () => {},
};

/** All that was said until now, and what it came to. */
export type Attempted = {
  readonly said: readonly (string | RunEvent)[];
  readonly meter: Meter;
  readonly end: Promise<Ending | { readonly thrown: unknown }>;
};

type Manner = {
  readonly signal?: AbortSignal;
  /** Called with each event, before the next one is asked for. */
  readonly heard?: (said: string | RunEvent) => void;
};

/** Goes on by itself, so that a test can let time pass. */
export function attempted(exit: Exit, manner: Partial<Outgoing> & Manner = {}): Attempted {
  const { signal = new AbortController().signal, heard = () => {}, ...more } = manner;
  const said: (string | RunEvent)[] = [];
  const meter = new Meter();
  const work = async () => {
    const tries = attempts(signal, exit, meter, { ...outgoing, ...more });
    let step = await tries.next();
    while (!step.done) {
      said.push(step.value);
      heard(step.value);
      step = await tries.next();
    }
    return step.value;
  };
  return { said, meter, end: work().catch((thrown: unknown) => ({ thrown })) };
}

/** The exit, with every version of each line of its log. */
export function writtenDown(exit: Exit): { exit: Exit; written: RequestRecord[] } {
  const written: RequestRecord[] = [];
  const record = async (line: RequestRecord) => {
    await exit.record(line);
    written.push(line);
  };
  return { exit: { ...exit, door: exit.door, keyFor: exit.keyFor, record }, written };
}

import type { Port } from '../../src/protocol/port.ts';

/** Waited for before each delivery. */
export type Delay = () => Promise<unknown>;

/** Both ends of one connection, as `runtime.connect` makes them. */
export type FakePorts = {
  readonly asker: FakePort;
  readonly server: FakePort;
};

export function fakePorts(delay: Delay = nextTurn): FakePorts {
  const asker = new FakePort(delay);
  const server = new FakePort(delay);
  asker.connectTo(server);
  server.connectTo(asker);
  return { asker, server };
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What Chrome makes of a message: functions and `undefined` vanish, errors become `{}`, circles throw. */
export function overTheWire(message: unknown): unknown {
  const json = JSON.stringify(message);
  return json === undefined ? undefined : JSON.parse(json);
}

/**
 * One end. Whatever it posts arrives at the other as JSON, later and in order; `disconnect()` is told, after it, to the
 * other end alone. Posting throws once this end has hung up or has been told that the other did.
 */
export class FakePort implements Port {
  /** Every message that came while this end was open, in order. */
  readonly received: unknown[] = [];
  /** Posts that Chrome would have thrown at. */
  refusedPosts = 0;
  #state: 'open' | 'closed' | 'dead' = 'open';
  #other: FakePort | null = null;
  #sending: Promise<unknown> = Promise.resolve();
  #message: ((message: unknown) => void) | null = null;
  #disconnected: (() => void) | null = null;
  readonly #delay: Delay;

  constructor(delay: Delay) {
    this.#delay = delay;
  }

  connectTo(other: FakePort): void {
    this.#other = other;
  }

  post(message: unknown): void {
    if (this.#state === 'dead') return;
    if (this.#state === 'closed') {
      this.refusedPosts++;
      throw new Error('Attempting to use a disconnected port object');
    }
    const sent = overTheWire(message);
    this.#send((other) => other.#receive(sent));
  }

  onMessage(listener: (message: unknown) => void): void {
    if (this.#message) throw new Error('A second listener would split the frames.');
    this.#message = listener;
  }

  onDisconnect(listener: () => void): void {
    if (this.#disconnected) throw new Error('A second listener for the end.');
    this.#disconnected = listener;
  }

  disconnect(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#send((other) => other.#lose());
  }

  /** The process of this end dies: it neither hears nor says anything more. */
  die(): void {
    this.disconnect();
    this.#state = 'dead';
  }

  #send(deliver: (other: FakePort) => void): void {
    const other = this.#other;
    if (other) this.#sending = this.#sending.then(this.#delay).then(() => deliver(other));
  }

  #receive(message: unknown): void {
    if (this.#state !== 'open') return;
    this.received.push(message);
    this.#message?.(message);
  }

  #lose(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#disconnected?.();
  }
}

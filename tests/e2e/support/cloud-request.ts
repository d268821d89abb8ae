import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/**
 * How a request ended. `whole`: its answer was sent to the last byte. `hung up`: the client closed the connection before
 * that. `cut`: the server did.
 */
export type Ending = 'whole' | 'hung up' | 'cut';

/** A request as it came. */
export type CloudRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly isPreflight: boolean;
  /** What came of it so far; the whole once a behavior is asked. */
  readonly body: string;
  /** `null` while no answer has begun. */
  readonly status: number | null;
  /** Stays pending while the connection is open and the answer unfinished. */
  readonly ended: Promise<Ending>;
};

/** Answers a request, as well or badly as a test needs. The signal aborts when nobody listens any more. */
export type Behavior = (
  gone: AbortSignal,
  response: ServerResponse,
  request: CloudRequest,
) => void | Promise<void>;

/** Ended by `cut`, so that it is not taken for the client's doing. */
const cutResponses = new WeakSet<ServerResponse>();

/** Breaks the connection, as a server does that dies. */
export function cut(response: ServerResponse): void {
  cutResponses.add(response);
  response.destroy();
}

export class RecordedRequest implements CloudRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly isPreflight: boolean;
  readonly ended: Promise<Ending>;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #gone = new AbortController();
  readonly #chunks: Buffer[] = [];

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
    this.method = request.method ?? '';
    this.path = request.url ?? '';
    this.headers = request.headers;
    this.isPreflight =
      this.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
    this.ended = new Promise((resolve) => {
      response.once('close', () => {
        this.#gone.abort();
        resolve(endingOf(response));
      });
    });
  }

  /** Aborts when the connection is gone, or the answer whole. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  get body(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  get status(): number | null {
    return this.#response.headersSent ? this.#response.statusCode : null;
  }

  /** Rejects when the client hangs up in the middle. */
  async readBody(): Promise<void> {
    for await (const chunk of this.#request) this.#chunks.push(chunk as Buffer);
  }

  cut(): void {
    cut(this.#response);
  }
}

function endingOf(response: ServerResponse): Ending {
  if (response.writableFinished) return 'whole';
  return cutResponses.has(response) ? 'cut' : 'hung up';
}

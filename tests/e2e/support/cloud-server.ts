import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { modelList, streamed } from './cloud-answers.ts';
import { anyone, type Cors, setHeaders } from './cloud-cors.ts';
import { type Behavior, type CloudRequest, RecordedRequest } from './cloud-request.ts';

/** An OpenAI-compatible server without a model: it answers what a test tells it to, and keeps what it was asked. */
export class CloudServer {
  /** Everything that came, preflights and requests to unknown paths included. */
  readonly all: CloudRequest[] = [];
  cors: Cors = anyone;
  /** For `/chat/completions`, where nothing waits in `next`. */
  answer: Behavior = streamed(['A good ', 'answer.']);
  models: Behavior = modelList(['test-model']);
  /** In place of what `cors` says. */
  preflight: Behavior | null = null;
  readonly #next: Behavior[] = [];
  readonly #records: RecordedRequest[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
  }

  static async open(): Promise<CloudServer> {
    const cloud = new CloudServer();
    await new Promise<void>((resolve) => cloud.#server.listen(0, '127.0.0.1', resolve));
    return cloud;
  }

  get base(): string {
    return this.baseOn('127.0.0.1');
  }

  /** Under another name of this machine, which to a browser is another host. */
  baseOn(host: 'localhost' | '127.0.0.1'): string {
    return `http://${host}:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** All but preflights. */
  get requests(): CloudRequest[] {
    return this.all.filter(({ isPreflight }) => !isPreflight);
  }

  get preflights(): CloudRequest[] {
    return this.all.filter(({ isPreflight }) => isPreflight);
  }

  /** For one request to `/chat/completions` each, in this order. */
  next(...behaviors: Behavior[]): void {
    this.#next.push(...behaviors);
  }

  /** Gone at once, answers under way included: from then on the port refuses. */
  async close(): Promise<void> {
    for (const record of this.#records) if (!record.gone.aborted) record.cut();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = new RecordedRequest(request, response);
    this.all.push(record);
    this.#records.push(record);
    const { gone } = record;
    try {
      await record.readBody();
      setHeaders(response, this.cors.answerHeaders);
      await this.#behaviorFor(record)(gone, response, record);
    } catch (error) {
      // Whatever was under way when the connection went.
      if (!gone.aborted && !request.destroyed) throw error;
    }
  }

  #behaviorFor({ isPreflight, method, path }: CloudRequest): Behavior {
    if (isPreflight) return this.preflight ?? this.#preflightByCors;
    if (method === 'GET' && path === '/v1/models') return this.models;
    if (method === 'POST' && path === '/v1/chat/completions')
      return this.#next.shift() ?? this.answer;
    return (_gone, response) => void response.writeHead(404).end();
  }

  readonly #preflightByCors: Behavior = (_gone, response) => {
    response.writeHead(this.cors.preflightStatus, this.cors.preflightHeaders).end();
  };
}

/**
 * One request with what became of its answer.
 *
 * @typedef {'resolve' | 'storage' | 'tree'} Step the address that models name; the one it redirects to; the list of files
 * @typedef {'open' | 'whole' | 'cut' | 'hung up'} End `cut` by the hub, `hung up` by whoever asked
 */
export class Exchange {
  /** 0 before an answer began. */
  status = 0;
  /** Of the body. */
  bytesSent = 0;
  /** @type {End} */
  end = 'open';
  #gone = new AbortController();
  #response;

  /**
   * @param {Step} step
   * @param {string} path of the file in its repository
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  constructor(step, path, request, response) {
    this.step = step;
    this.path = path;
    this.method = request.method ?? '';
    this.headers = request.headers;
    this.#response = response;
    response.on('close', () => this.#close());
  }

  /** The first byte that was asked for. */
  get begin() {
    return Number(/^bytes=(\d+)-/.exec(this.headers.range ?? '')?.[1] ?? 0);
  }

  /** Once the connection is gone or the answer whole. */
  get gone() {
    return this.#gone.signal;
  }

  cut() {
    if (this.end !== 'open') return;
    this.end = 'cut';
    this.#response.destroy();
  }

  #close() {
    if (this.end === 'open') this.end = this.#response.writableFinished ? 'whole' : 'hung up';
    this.#gone.abort();
  }
}

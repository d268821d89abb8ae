import { StringDecoder } from 'node:string_decoder';

/**
 * The Chrome DevTools Protocol over a pair of pipes: JSON messages with a NUL after each. The pipe, not the port,
 * because the browser gives the `Extensions` domain to pipe clients only.
 *
 * @typedef {import('@playwright/test').CDPSession['send']} Send
 * @typedef {(params: any) => void} Listener
 * @typedef {{ method: string, session: string, settle: (error: Error | null, result?: unknown) => void }} Call
 * @typedef {{ id?: number, method?: string, params?: any, sessionId?: string, result?: unknown,
 *   error?: { message: string } }} Message
 */

/** The page, popup or worker on the other side of a session has closed, or the whole browser has. */
export class TargetGone extends Error {}

/** Key of the browser's own session, which has no id. */
const browser = '';

/** Both directions of one pipe; `root` speaks to the browser itself. */
export class CdpPipe {
  #output;
  #lastId = 0;
  /** @type {Map<number, Call>} */
  #calls = new Map();
  /** @type {Map<string, CdpSession>} */
  #sessions = new Map();
  /** @type {Error | null} */
  #dead = null;

  /**
   * @param {import('node:stream').Writable} output to the browser
   * @param {import('node:stream').Readable} input from the browser
   */
  constructor(output, input) {
    this.#output = output;
    this.root = this.session(browser);
    splitFrames(input, (frame) => this.#receive(JSON.parse(frame)));
    const died = () => this.end(new TargetGone('The browser has closed'));
    // A write to a browser that has just died raises EPIPE here; unheard, it would end this process.
    output.on('error', died);
    input.on('error', died);
    input.on('close', died);
    input.on('end', died);
  }

  /** @param {string} id */
  session(id) {
    const known = this.#sessions.get(id);
    if (known) return known;
    const session = new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  /**
   * @param {string} session
   * @param {string} method
   * @param {object | undefined} params
   * @param {number} timeoutMs
   * @returns {Promise<any>}
   */
  call(session, method, params, timeoutMs) {
    if (this.#dead) return Promise.reject(this.#dead);
    if (!this.#sessions.has(session)) return Promise.reject(new TargetGone(`${method}: closed`));
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#settle(id, new Error(`${method}: no answer in ${timeoutMs / 1000} s`));
      }, timeoutMs);
      /** @type {Call['settle']} */
      const settle = (error, result) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve(result);
      };
      this.#calls.set(id, { method, session, settle });
    });
    const address = session === browser ? {} : { sessionId: session };
    this.#output.write(`${JSON.stringify({ id, method, params: params ?? {}, ...address })}\0`);
    return answer;
  }

  /**
   * Everything in flight is rejected: a dead browser answers nobody.
   * @param {Error} reason
   */
  end(reason) {
    if (this.#dead) return;
    this.#dead = reason;
    for (const id of [...this.#calls.keys()]) this.#settle(id, reason);
    this.#sessions.clear();
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.id !== undefined) {
      const name = this.#calls.get(message.id)?.method;
      const error = message.error ? new Error(`${name}: ${message.error.message}`) : null;
      this.#settle(message.id, error, message.result);
      return;
    }
    const { method = '', params } = message;
    this.#sessions.get(message.sessionId ?? browser)?.emit(method, params);
    if (method === 'Target.detachedFromTarget') this.#detached(params.sessionId);
  }

  /**
   * @param {number} id
   * @param {Error | null} error
   * @param {unknown} [result]
   */
  #settle(id, error, result) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    call?.settle(error, result);
  }

  /**
   * The browser does not answer what was in flight to a target that closed.
   * @param {string} session
   */
  #detached(session) {
    this.#sessions.delete(session);
    for (const [id, call] of this.#calls) {
      if (call.session === session) this.#settle(id, new TargetGone(`${call.method}: closed`));
    }
  }
}

/** One conversation: with the browser, a page, a worker. */
export class CdpSession {
  #pipe;
  /** @type {Map<string, Set<Listener>>} */
  #listeners = new Map();

  /**
   * @param {CdpPipe} pipe
   * @param {string} id
   */
  constructor(pipe, id) {
    this.#pipe = pipe;
    this.id = id;
  }

  /** @type {Send} */
  send = (method, params, options) =>
    this.#pipe.call(this.id, method, params, options?.timeout ?? 30_000);

  /**
   * The session of that id, which the browser announced in `Target.attachedToTarget`.
   * @param {string} id
   */
  child(id) {
    return this.#pipe.session(id);
  }

  /**
   * @param {string} method
   * @param {Listener} listener
   * @returns {() => void} stops listening
   */
  on(method, listener) {
    const listeners = this.#listeners.get(method) ?? new Set();
    this.#listeners.set(method, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * @param {string} method
   * @param {unknown} params
   */
  emit(method, params) {
    for (const listener of [...(this.#listeners.get(method) ?? [])]) listener(params);
  }
}

/**
 * @param {import('node:stream').Readable} input
 * @param {(frame: string) => void} receive
 */
function splitFrames(input, receive) {
  // A frame, and even one character of it, may come in two pieces.
  const decoder = new StringDecoder('utf8');
  /** @type {string[]} */
  let pieces = [];
  input.on('data', (/** @type {Buffer} */ data) => {
    const [first = '', ...rest] = decoder.write(data).split('\0');
    pieces.push(first);
    for (const piece of rest) {
      receive(pieces.join(''));
      pieces = [piece];
    }
  });
}

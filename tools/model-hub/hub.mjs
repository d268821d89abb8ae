import { createServer } from 'node:http';
import { close, listen } from '../setup/local-server.mjs';
import { addressOf, resolvePath } from './addresses.mjs';
import { noSuchModel, preflight } from './answers.mjs';
import { deliver } from './deliver.mjs';
import { Exchange } from './exchange.mjs';
import { HubModel } from './hub-model.mjs';
import { planFor } from './plan.mjs';

/**
 * @typedef {import('./reply.mjs').Reply} Reply
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 */

/**
 * A place for models that speaks like Hugging Face's, as bad as it is told to be. Large files are in a storage that to a
 * browser is another origin: the same port under another of this machine's names.
 */
export class ModelHub {
  /** @type {Map<string, HubModel>} */
  #models = new Map();
  /** @type {import('node:http').Server | null} */
  #server = null;
  #port;

  /** @param {number} [port] 0 takes a free one */
  constructor(port = 0) {
    this.#port = port;
  }

  /**
   * @param {string} name with or without an owner, as in `owner/model`
   * @param {Iterable<[string, Buffer]>} files
   */
  add(name, files) {
    const model = new HubModel(name, files);
    this.#models.set(name, model);
    return model;
  }

  get origin() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /**
   * @param {HubModel} model
   * @param {string} path
   */
  urlOf({ name }, path) {
    return this.origin + resolvePath(name, path);
  }

  async open() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    this.#port = await listen(this.#server, this.#port);
  }

  /** Gone at once, transfers under way included; it can be opened again. */
  async close() {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    for (const { exchanges } of this.#models.values()) for (const one of exchanges) one.cut();
    await close(server);
  }

  /**
   * @param {Request} request
   * @param {Response} response
   */
  #serve(request, response) {
    const { method, headers } = request;
    const url = new URL(request.url ?? '/', this.origin);
    const address = addressOf(url);
    const model = this.#models.get(address?.name ?? '');
    if (method === 'OPTIONS') send(response, preflight(address?.step, headers));
    else if (!address || !model) send(response, noSuchModel(headers));
    else {
      const question = { url, headers, port: this.#port };
      serve(model, address.step, planFor(model, address, question), { request, response });
    }
  }
}

/**
 * @param {HubModel} model
 * @param {import('./exchange.mjs').Step} step
 * @param {import('./plan.mjs').Plan} plan
 * @param {{ request: Request, response: Response }} pair
 */
function serve(model, step, { path, reply, manner, bytes }, { request, response }) {
  const exchange = new Exchange(step, path, request, response);
  model.exchanges.push(exchange);
  if (step === 'resolve') model.asked.push(path);
  const given = manner(reply, { bytes, begin: exchange.begin });
  void deliver(given, exchange, response, model.holds);
}

/**
 * @param {Response} response
 * @param {Reply} reply
 */
function send(response, { status, headers, body }) {
  response.writeHead(status, headers).end(body);
}

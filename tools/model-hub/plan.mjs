import * as answers from './answers.mjs';
import { whole } from './manners.mjs';
import { nothing } from './reply.mjs';

/**
 * @typedef {import('./reply.mjs').Reply} Reply
 * @typedef {import('./manners.mjs').Manner} Manner
 * @typedef {import('./hub-model.mjs').HubModel} HubModel
 * @typedef {import('./addresses.mjs').Address} Address
 * @typedef {import('node:http').IncomingHttpHeaders} Headers
 *
 * @typedef {object} Plan
 * @property {string} path of the file, `''` for none
 * @property {Reply} reply where nothing is wrong
 * @property {Manner} manner in which it is given
 * @property {Buffer} bytes of the whole file
 *
 * @typedef {{ url: URL, headers: Headers, port: number }} Question `port` is the storage's
 */

/**
 * Takes what is next in the model's scripts.
 * @param {HubModel} model
 * @param {Address} address
 * @param {Question} question
 * @returns {Plan}
 */
export function planFor(model, address, question) {
  if (address.step === 'storage') return planStorage(model, address, question);
  if (address.step === 'tree') return planTree(model, address, question);
  return planFile(model, address, question);
}

/**
 * @param {HubModel} model
 * @param {import('./addresses.mjs').ResolveAddress} address
 * @param {Question} question
 * @returns {Plan}
 */
function planFile(model, { revision, path }, { headers, port }) {
  const file = model.repository.files.get(path);
  if (!model.repository.has(revision)) return plan(path, answers.noSuchRevision(headers));
  if (!file) return plan(path, answers.noSuchFile(headers));
  if (!file.isLarge) {
    const reply = answers.smallFileReply(model, file, headers);
    return { path, reply, manner: model.takeManner(path), bytes: file.bytes };
  }
  const reply = answers.redirectReply(model, file, headers, port);
  return { path, reply, manner: model.redirects.take(path), bytes: file.bytes };
}

/**
 * @param {HubModel} model
 * @param {import('./addresses.mjs').StorageAddress} address
 * @param {Question} question
 * @returns {Plan}
 */
function planStorage(model, { sha256 }, { url, headers }) {
  const file = model.repository.withHash(sha256);
  if (!file || !model.signatures.isGood(url))
    return { ...plan(file?.path ?? '', answers.denied()), manner: model.denial };
  const { path, bytes } = file;
  const reply = answers.storageReply(file, headers);
  return { path, reply, manner: model.takeManner(path), bytes };
}

/**
 * @param {HubModel} model
 * @param {import('./addresses.mjs').TreeAddress} address
 * @param {Question} question
 * @returns {Plan}
 */
function planTree(model, { revision }, { headers }) {
  if (!model.repository.has(revision)) return plan('', answers.noSuchRevision(headers));
  return { ...plan('', answers.treeReply(model, headers)), manner: model.trees.take(revision) };
}

/**
 * @param {string} path
 * @param {Reply} reply
 * @returns {Plan}
 */
function plan(path, reply) {
  return { path, reply, manner: whole, bytes: nothing };
}

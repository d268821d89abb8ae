import { cors, fileReply, nothing, refusal } from './reply.mjs';

/**
 * What the hub answers where nothing is wrong with it.
 *
 * @typedef {import('./reply.mjs').Reply} Reply
 * @typedef {import('./hub-model.mjs').HubModel} HubModel
 * @typedef {import('./repository.mjs').RepositoryFile} RepositoryFile
 * @typedef {import('node:http').IncomingHttpHeaders} Headers of the request
 */

/** @param {Headers} headers */
function hubHeaders({ origin }) {
  return {
    ...cors(origin ?? 'https://huggingface.co'),
    vary: 'Origin',
    'cache-control': 'no-store',
  };
}

/**
 * A page may ask the hub first whatever it wants to send. The storage takes no such question, and with it nothing but
 * simple requests: https://github.com/huggingface/datasets/issues/7931
 * @param {import('./exchange.mjs').Step | undefined} step
 * @param {Headers} headers
 * @returns {Reply}
 */
export function preflight(step, headers) {
  if (step === 'storage') return { status: 403, headers: {}, body: nothing };
  const wanted = headers['access-control-request-headers'];
  const allowed = {
    'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
    ...(wanted && { 'access-control-allow-headers': wanted }),
  };
  return { status: 204, headers: { ...hubHeaders(headers), ...allowed }, body: nothing };
}

/**
 * As Hugging Face says it to somebody unknown: it may be there, but private.
 * @param {Headers} headers
 */
export function noSuchModel(headers) {
  return refusal(401, 'RepoNotFound', 'Repository not found', hubHeaders(headers));
}

/** @param {Headers} headers */
export function noSuchRevision(headers) {
  return refusal(404, 'RevisionNotFound', 'Invalid rev id', hubHeaders(headers));
}

/** @param {Headers} headers */
export function noSuchFile(headers) {
  return refusal(404, 'EntryNotFound', 'Entry not found', hubHeaders(headers));
}

/**
 * @param {HubModel} model
 * @param {Headers} headers
 * @returns {Reply}
 */
export function treeReply({ repository }, headers) {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  const body = Buffer.from(JSON.stringify(repository.tree));
  return { status: 200, headers: { ...hubHeaders(headers), ...type }, body };
}

/**
 * @param {HubModel} model
 * @param {RepositoryFile} file
 * @param {Headers} headers
 */
export function smallFileReply({ repository }, { bytes, oid }, headers) {
  return fileReply(bytes, headers.range, {
    ...hubHeaders(headers),
    'content-type': 'text/plain; charset=utf-8',
    'x-repo-commit': repository.commit,
    etag: `"${oid}"`,
  });
}

/**
 * @param {HubModel} model
 * @param {RepositoryFile} file
 * @param {Headers} headers
 * @param {number} port
 * @returns {Reply}
 */
export function redirectReply(model, { bytes, sha256 }, headers, port) {
  const location = `http://${model.storageHost}:${port}${model.signedPath(sha256)}`;
  return {
    status: 302,
    headers: {
      ...hubHeaders(headers),
      location,
      'content-type': 'text/plain; charset=utf-8',
      'x-repo-commit': model.repository.commit,
      'x-linked-size': String(bytes.length),
      'x-linked-etag': `"${sha256}"`,
    },
    body: Buffer.from(`Found. Redirecting to ${location}`),
  };
}

const storageHeaders = {
  ...cors('*'),
  // Its addresses never come twice.
  'cache-control': 'public, max-age=604800, immutable',
};

/**
 * @param {RepositoryFile} file
 * @param {Headers} headers
 */
export function storageReply({ bytes, sha256 }, { range }) {
  // The storage has a name of its own for the contents, which tells nobody their hash.
  const etag = `"${sha256.slice(32)}-1"`;
  const type = 'application/octet-stream';
  return fileReply(bytes, range, { ...storageHeaders, 'content-type': type, etag });
}

/** @returns {Reply} */
export function denied() {
  const body = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>';
  const type = { 'content-type': 'application/xml' };
  return { status: 403, headers: { ...cors('*'), ...type }, body: Buffer.from(body) };
}

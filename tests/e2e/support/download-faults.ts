import type { ErrorCode } from '../../../src/core/errors.ts';
import type { HubModel } from '../../../tools/model-hub/hub-model.mjs';
import {
  all,
  cut,
  failing,
  flipped,
  gated,
  lengthened,
  type Manner,
  missing,
  refusingRange,
  shortened,
  silent,
  slow,
  stalled,
  webPage,
  withoutCors,
  withoutLength,
  withoutRange,
  withoutReadableHeaders,
} from '../../../tools/model-hub/manners.mjs';
import { shard } from './download-test.ts';

/** So slow that all of it has been read when it breaks: a browser throws away what was not. */
const broken = all(slow(2_000_000), cut(150_000));

const elsewhere: Manner = (reply) => ({
  ...reply,
  headers: { ...reply.headers, 'content-range': 'bytes 0-99/400000' },
});

const badSignature: Manner = (reply) => {
  const { location = '' } = reply.headers;
  return { ...reply, headers: { ...reply.headers, location: location.replace(/ture=./, 'ture=') } };
};

/** As long as the true list, and as good to read. */
const lying: Manner = (reply) => ({
  ...reply,
  body: Buffer.from(String(reply.body).replace('"nbytes":4', '"nbytes":5')),
});

type Fault = {
  readonly title: string;
  readonly prepare: (hosting: HubModel) => void;
};

/** For one shard of six, request by request. */
function inTurn(title: string, ...manners: Manner[]) {
  return { title, prepare: (hosting: HubModel) => hosting.next(shard, ...manners) };
}

function always(title: string, manner: Manner, path = shard) {
  return { title, path, prepare: (hosting: HubModel) => hosting.answer(path, manner) };
}

type Overcome = Fault & {
  /** From which bytes on the shard was asked for. */
  readonly begins: readonly number[];
  /** Files that were on their way at that moment are asked for again as well. */
  readonly hitsOthers?: true;
};

export const overcome: readonly Overcome[] = [
  { ...inTurn('a connection that breaks twice', broken, broken), begins: [0, 150_000, 300_000] },
  { ...inTurn('a host that fails for a while', failing(500), failing(503)), begins: [0, 0, 0] },
  {
    ...inTurn('a host that asks for patience', failing(429, { retryAfter: 20, isReadable: true })),
    begins: [0, 0],
  },
  {
    ...inTurn('a host that goes silent', all(slow(2_000_000), stalled(150_000))),
    begins: [0, 150_000],
  },
  { ...inTurn('a host that says nothing at all', silent), begins: [0, 0] },
  { ...inTurn('a host that refuses a range', broken, refusingRange), begins: [0, 150_000, 0] },
  { ...inTurn('a host that knows no ranges', broken, withoutRange), begins: [0, 150_000] },
  { ...inTurn('a range that is another one', broken, elsewhere), begins: [0, 150_000, 0] },
  {
    ...inTurn('headers that may not be read', broken, withoutReadableHeaders),
    begins: [0, 150_000],
  },
  { ...inTurn('a file of unknown length', withoutLength), begins: [0] },
  { ...inTurn('a file that ends too early', shortened), begins: [0, 0] },
  { ...inTurn('a file that is too long', lengthened(10)), begins: [0, 0] },
  { ...inTurn('a flipped byte', flipped(1234), flipped(4321)), begins: [0, 0, 0] },
  { ...inTurn('a slow host', slow(1_000_000)), begins: [0] },
  {
    title: 'a redirect that has expired',
    prepare: (hosting) => hosting.redirects.next(shard, badSignature, badSignature),
    begins: [0, 0, 0],
  },
  {
    title: 'a storage that moves in mid-download',
    prepare: (hosting) => {
      const moving: Manner = (reply, asked) => {
        hosting.moveStorage();
        return broken(reply, asked);
      };
      hosting.next(shard, moving);
    },
    begins: [0, 150_000],
    hitsOthers: true,
  },
  {
    title: 'a host without a list of hashes',
    prepare: (hosting) => {
      hosting.trees.answer('main', missing);
      hosting.next(shard, flipped(1), broken);
    },
    begins: [0, 0, 150_000],
  },
];

/** What nobody can overcome, with what a person is told. */
export const final: readonly (Fault & { readonly path: string; readonly code: ErrorCode })[] = [
  { ...always('damaged each time', flipped(5)), code: 'download-damaged' },
  { ...always('too short each time', shortened), code: 'download-damaged' },
  { ...always('a web page', webPage), code: 'download-portal' },
  { ...always('a web page for the list', webPage, 'tensor-cache.json'), code: 'download-portal' },
  { ...always('no JSON', flipped(0), 'mlc-chat-config.json'), code: 'download-damaged' },
  {
    ...always('a list that is not the host’s', lying, 'tensor-cache.json'),
    code: 'download-damaged',
  },
  {
    ...always('a tokenizer that is not the host’s', flipped(1), 'tokenizer.json'),
    code: 'download-damaged',
  },
  { ...always('for members alone', gated(401), 'tensor-cache.json'), code: 'download-refused' },
  {
    ...always('for some members alone', gated(403), 'tensor-cache.json'),
    code: 'download-refused',
  },
  { ...always('not there', missing), code: 'download-missing' },
  { ...always('too many requests', failing(429)), code: 'download-busy' },
  {
    ...always('come back in an hour', failing(429, { retryAfter: 3600, isReadable: true })),
    code: 'download-busy',
  },
  { ...always('failing', failing(500)), code: 'download-failed' },
  { ...always('not to be read', withoutCors), code: 'download-failed' },
  { ...always('broken each time', cut(0)), code: 'download-failed' },
];

import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/core/cloud/refusal.ts';
import { json } from '../e2e/support/cloud-answers.ts';
import { errorAfter, errorChunkAfter, redirect } from '../e2e/support/cloud-faults.ts';
import {
  badRequest,
  forbidden,
  quotaSpent,
  serverError,
  tooLarge,
  tooManyRequests,
  unauthorized,
  unauthorizedVllm,
  unavailable,
  unknownModel,
  unknownModelOllama,
  unknownPath,
} from '../e2e/support/cloud-refusals.ts';
import type { Behavior } from '../e2e/support/cloud-request.ts';
import { CloudServer } from '../e2e/support/cloud-server.ts';
import { askedOf, outcome, servedCloud } from './asked.ts';

const cloud = servedCloud();

function refusal(status: number, reason: string | null = null): Refusal {
  return { status, reason, retryAfterMs: null };
}

async function refusalBy(behavior: Behavior): Promise<Refusal> {
  cloud().answer = behavior;
  const { said, thrown } = await outcome(cloud());
  expect(thrown).toBeNull();
  expect(said).toHaveLength(1);
  return (said[0] as { refusal: Refusal }).refusal;
}

describe('a refusal is told with its status and the word for it', () => {
  it.each<[string, Behavior, Refusal]>([
    ['a wrong key', unauthorized, refusal(401, 'invalid_api_key')],
    ['a wrong key, in prose', unauthorizedVllm, refusal(401)],
    ['a country', forbidden, refusal(403, 'unsupported_region')],
    ['an unknown model', unknownModel, refusal(404, 'model_not_found')],
    ['an unknown model of Ollama', unknownModelOllama, refusal(404, 'api_error')],
    ['an unknown path', unknownPath, refusal(404)],
    ['a text too long for the model', badRequest, refusal(400, 'context_length_exceeded')],
    ['a text too long for a proxy', tooLarge, refusal(413)],
    ['too many requests', tooManyRequests(), refusal(429, 'rate_limit_exceeded')],
    ['a spent quota', quotaSpent, refusal(429, 'insufficient_quota')],
    ['an error of the server', serverError, refusal(500, 'server_error')],
    ['a model that loads', unavailable(), refusal(503, 'unavailable_error')],
    ['a code of no error', json(400, { code: 'too_long' }), refusal(400, 'too_long')],
    ['a body that is a list', json(500, ['sorry']), refusal(500)],
    ['a body that is nothing', json(500, null), refusal(500)],
  ])('%s', async (_what, behavior, expected) => {
    expect(await refusalBy(behavior)).toEqual(expected);
  });

  it.each(['Bearer the-key', 'THE TEXT', 'the-key', 'a b', '', 'x'.repeat(100), 'é'])(
    'and never with prose such as %j, which may repeat the key or the text',
    async (code) => {
      expect(await refusalBy(json(400, { error: { code, type: code, message: code } }))).toEqual(
        refusal(400),
      );
    },
  );
});

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7000],
    ['1.5', 1500],
    ['soon', null],
    ['', null],
  ])('of %j is %s milliseconds', async (header, retryAfterMs) => {
    const behavior = json(429, {}, { 'retry-after': header });
    expect(await refusalBy(behavior)).toEqual({ status: 429, reason: null, retryAfterMs });
  });

  it('may be a date: what is over is no wait, and what is to come is one', async () => {
    const past = await refusalBy(unavailable(new Date(2000, 1)));
    expect(past.retryAfterMs).toBe(0);
    const future = await refusalBy(tooManyRequests(new Date(Date.now() + 3_600_000)));
    expect(future.retryAfterMs).toBeGreaterThan(3_000_000);
    expect(future.retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });
});

describe('an error in the middle of an answer', () => {
  it('is a refusal after the text that came', async () => {
    cloud().answer = errorAfter(['So ', 'far']);
    const { said, text, thrown } = await outcome(cloud());
    expect({ text, thrown }).toEqual({ text: 'So far', thrown: null });
    expect(said.at(-1)).toEqual({ type: 'refused', refusal: refusal(500) });
  });

  it('may stand in a chunk', async () => {
    cloud().answer = errorChunkAfter(['So far']);
    const { said, text } = await outcome(cloud());
    expect(text).toBe('So far');
    expect(said.at(-1)).toEqual({ type: 'refused', refusal: refusal(502) });
  });

  it('may be all there is, with a status that says that all is well', async () => {
    const error = { message: 'No.', type: 'overloaded_error', code: 529 };
    expect(await refusalBy(json(200, { error }))).toEqual(refusal(529, 'overloaded_error'));
    expect(await refusalBy(json(200, { error: 'No.' }))).toEqual(refusal(500));
  });
});

describe('a request that does not get through', () => {
  const unreachable = { type: 'refused', refusal: refusal(0) };

  it('to a server that is not there is told as one', async () => {
    const args = askedOf(cloud());
    await cloud().close();
    expect(await outcome(cloud(), {}, args)).toEqual({
      said: [unreachable],
      text: '',
      thrown: null,
    });
  });

  it.each([301, 302, 307, 308] as const)('is not led to another host by %i', async (status) => {
    const other = await CloudServer.open();
    try {
      cloud().answer = redirect(status, `${other.base}/chat/completions`);
      expect((await outcome(cloud())).said).toEqual([unreachable]);
      expect(other.all).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

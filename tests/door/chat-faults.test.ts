import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { TimeLimits } from '../../src/door/ask.ts';
import { eventStream, json, write } from '../e2e/support/cloud-answers.ts';
import { chunk, event, pieceEvents } from '../e2e/support/cloud-events.ts';
import {
  cutAfter,
  cutBeforeHeaders,
  endAfter,
  endlessLine,
  hugeLine,
  keepAliveForEver,
  silence,
  silenceAfter,
  silenceAfterHeaders,
  slowBody,
  slowHeaders,
  webPage,
} from '../e2e/support/cloud-faults.ts';
import { brokenJson } from '../e2e/support/cloud-oddities.ts';
import { type Behavior, cut } from '../e2e/support/cloud-request.ts';
import { lastEnd, outcome, servedCloud } from './asked.ts';

const cloud = servedCloud();

/** What begins well and then breaks. */
function halfOf(status: number, type: string): Behavior {
  return async (_gone, response) => {
    response.writeHead(status, { 'content-type': type, 'content-length': '1000' });
    await write(response, '{"choices": [');
    cut(response);
  };
}

function endless(type: string, status = 200): Behavior {
  return async (gone, response) => {
    response.writeHead(status, { 'content-type': type });
    while (!gone.aborted) await write(response, ' '.repeat(100_000));
  };
}

const wordless = eventStream(Array(1000).fill(event(chunk({}))), { everyMs: 10 });

const fragments = ['So ', 'far'];

describe('a broken answer ends in an error that says how, after the text that came', () => {
  it.each<[string, Behavior, string, ErrorCode]>([
    ['cut', cutAfter(fragments), 'So far', 'cloud-cut'],
    ['cut after its headers', eventStream([], { atEnd: 'cut' }), '', 'cloud-cut'],
    ['just ended', endAfter(fragments), 'So far', 'cloud-cut'],
    ['ended before it began', endAfter([]), '', 'cloud-cut'],
    ['with half an event', brokenJson(fragments), 'So far', 'cloud-malformed'],
    [
      'with half an event after its last word',
      eventStream([...pieceEvents(fragments), event(chunk({}, 'stop')), 'data: {"cho\n\n']),
      'So far',
      'cloud-malformed',
    ],
    ['of words', eventStream(['data: Hello\n\n']), '', 'cloud-malformed'],
    ['with a line of 10 MB', hugeLine(), '', 'cloud-malformed'],
    ['a web page', webPage, '', 'cloud-not-a-server'],
    ['of no type', (_gone, response) => void response.end('{}'), '', 'cloud-not-a-server'],
    ['other JSON', json(200, { status: 'ok' }), '', 'cloud-not-a-server'],
    ['in one piece, and cut', halfOf(200, 'application/json'), '', 'cloud-cut'],
  ])('%s', async (_what, behavior, text, thrown) => {
    cloud().answer = behavior;
    expect(await outcome(cloud())).toMatchObject({ text, thrown });
  });

  it('cut before its headers it is one that did not get through', async () => {
    cloud().answer = cutBeforeHeaders;
    const refusal = { status: 0, reason: null, retryAfterMs: null };
    const said = [{ type: 'refused', refusal }];
    expect(await outcome(cloud())).toEqual({ said, text: '', thrown: null });
  });

  it.each([
    ['is cut off', halfOf(503, 'application/json')],
    ['does not end', endless('application/json', 503)],
  ])('a refusal whose reason %s stays a refusal', async (_how, behavior) => {
    cloud().answer = behavior;
    const refusal = { status: 503, reason: null, retryAfterMs: null };
    const said = [{ type: 'refused', refusal }];
    expect(await outcome(cloud())).toEqual({ said, text: '', thrown: null });
  });
});

describe('an answer without end is given up, and its connection closed', () => {
  it.each<[string, Behavior, ErrorCode]>([
    ['one line', endlessLine, 'cloud-malformed'],
    ['one JSON value', endless('application/json'), 'cloud-malformed'],
    ['a web page', endless('text/html'), 'cloud-not-a-server'],
  ])('%s', async (_what, behavior, thrown) => {
    cloud().answer = behavior;
    expect(await outcome(cloud())).toMatchObject({ text: '', thrown });
    expect(await lastEnd(cloud())).toBe('hung up');
  });

  it('long text in short events is no such thing', async () => {
    const piece = 'x'.repeat(50_000);
    cloud().answer = eventStream([...pieceEvents(Array(60).fill(piece)), event(chunk({}, 'stop'))]);
    const { text, thrown } = await outcome(cloud());
    expect({ length: text.length, thrown }).toEqual({ length: 3_000_000, thrown: null });
  });
});

describe('a silent server is given up, and its connection closed', () => {
  it.each<[string, keyof TimeLimits, Behavior, string]>([
    ['that never answers', 'connectMs', silence, ''],
    ['that sends headers one byte at a time', 'connectMs', slowHeaders(10), ''],
    ['that refuses and does not say why', 'connectMs', begun(500), ''],
    ['that stops after its headers', 'firstTokenMs', silenceAfterHeaders, ''],
    ['that only shows that it lives', 'firstTokenMs', keepAliveForEver(10), ''],
    ['that sends events without a word', 'firstTokenMs', wordless, ''],
    ['that sends its first event one byte at a time', 'firstTokenMs', slowBody(10), ''],
    ['that stops within its one piece', 'firstTokenMs', begun(200), ''],
    ['that stops in the middle', 'silenceMs', silenceAfter(fragments), 'So far'],
  ])('one %s', async (_what, limit, behavior, text) => {
    cloud().answer = behavior;
    const told = await outcome(cloud(), { [limit]: 150 });
    expect(told).toMatchObject({ text, thrown: 'cloud-silent' });
    expect(await lastEnd(cloud())).toBe('hung up');
  });

  it('not one that writes or thinks slowly, however long it takes in all', async () => {
    const thoughts = (name: string) => Array(3).fill(event(chunk({ [name]: 'Hm.' })));
    const thinking = [...thoughts('reasoning_content'), ...thoughts('reasoning')];
    const blocks = [...thinking, ...pieceEvents(fragments), event(chunk({}, 'stop'))];
    cloud().answer = eventStream(blocks, { everyMs: 400 });
    const told = await outcome(cloud(), { firstTokenMs: 1000, silenceMs: 1000 });
    expect(told).toMatchObject({ text: 'So far', thrown: null });
  }, 20_000);
});

/** Begins a body, and says no more. */
function begun(status: number): Behavior {
  return async (_gone, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    await write(response, '{');
  };
}

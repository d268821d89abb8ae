import { eventStream } from './cloud-answers.ts';
import { answerEvents, chunk, doneEvent, event, pieceEvents, usage } from './cloud-events.ts';
import type { Behavior } from './cloud-request.ts';

/** Streams with a strange form. All but those with broken events are correct, and their text is the pieces'. */

export function crlf(pieces: readonly string[]): Behavior {
  return eventStream(answerEvents(pieces).map((block) => block.replaceAll('\n', '\r\n')));
}

/** The space after `data:` is optional. */
export function noSpace(pieces: readonly string[]): Behavior {
  return eventStream(answerEvents(pieces).map((block) => block.replace('data: ', 'data:')));
}

/** OpenRouter's comments while a model warms up, and nginx's empty ones. */
export function commented(pieces: readonly string[]): Behavior {
  return eventStream(
    answerEvents(pieces).map((block) => `: OPENROUTER PROCESSING\n\n: keep-alive\n\n:\n\n${block}`),
  );
}

/** One JSON value over several `data:` lines. */
export function severalLines(pieces: readonly string[]): Behavior {
  const overLines = (content: string) =>
    `${JSON.stringify(chunk({ content }), null, 1).replaceAll(/^/gm, 'data: ')}\n\n`;
  return eventStream([...pieces.map(overLines), doneEvent]);
}

/** Fields of events and of chunks that nobody asked for, empty and missing ones. */
export function unknownFields(pieces: readonly string[]): Behavior {
  const extras = [
    'event: ping\ndata: {"type":"ping"}\n\n',
    'retry: 3000\n\n',
    event({ object: 'chat.completion.chunk', choices: [], prompt_filter_results: [{}] }),
    event({ choices: [{ index: 0, delta: { content: null, refusal: null }, logprobs: null }] }),
    event({ choices: [{ index: 0, finish_reason: null }] }),
  ];
  const own = pieceEvents(pieces).map((block, index) => `id: ${index}\n${block}`);
  const end = { delta: {}, index: 0, finish_reason: 'stop', native_finish_reason: 'eos' };
  const last = event({
    choices: [end],
    usage,
    timings: { predicted_ms: 1 },
    system_fingerprint: null,
  });
  return eventStream([...extras, ...own, last, doneEvent]);
}

/** Every character of more than one byte comes in several writes. */
export function splitCharacters(pieces: readonly string[], everyMs = 5): Behavior {
  return eventStream(splitInsideCharacters(answerEvents(pieces).join('')), { everyMs });
}

function splitInsideCharacters(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const isContinuation = (byte: number) => (byte & 0b1100_0000) === 0b1000_0000;
  const cuts = [...bytes.entries()].filter(([, byte]) => isContinuation(byte)).map(([at]) => at);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index]));
}

/** Every byte by itself. */
export function byteByByte(pieces: readonly string[], everyMs = 0): Behavior {
  const bytes = Buffer.from(answerEvents(pieces).join(''));
  return eventStream(
    Array.from(bytes, (byte) => Buffer.of(byte)),
    { everyMs },
  );
}

/** After the pieces comes an event whose JSON ends in the middle, and then a good end. */
export function brokenJson(pieces: readonly string[]): Behavior {
  const broken = 'data: {"choices":[{"index":0,"delta":{"content":"lo\n\n';
  return eventStream([...pieceEvents(pieces), broken, ...answerEvents([])]);
}

/** JSON, but not a chunk. */
export function otherJson(pieces: readonly string[]): Behavior {
  const others = ['null', '42', '"text"', '[]', '{}', '{"choices":"none"}', '{"choices":[null]}'];
  return eventStream([...others.map((value) => `data: ${value}\n\n`), ...answerEvents(pieces)]);
}

/** Bytes that are no UTF-8 in the middle of a piece. */
export function brokenUtf8(): Behavior {
  const [before = '', after = ''] = event(chunk({ content: 'ab|cd' })).split('|');
  const broken = Buffer.concat([Buffer.from(before), Buffer.of(0xff, 0xc3), Buffer.from(after)]);
  return eventStream([broken, ...answerEvents([])]);
}

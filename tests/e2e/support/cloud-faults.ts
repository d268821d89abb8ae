import { setTimeout } from 'node:timers/promises';
import { beginEventStream, eventStream, write } from './cloud-answers.ts';
import { chunk, doneEvent, event, pieceEvents } from './cloud-events.ts';
import { type Behavior, cut } from './cloud-request.ts';

/** What real servers do, but not on command. */

/** The connection breaks after the pieces. */
export function cutAfter(pieces: readonly string[]): Behavior {
  return eventStream(pieceEvents(pieces), { atEnd: 'cut' });
}

export const cutBeforeHeaders: Behavior = (_gone, response) => cut(response);

/** Ends as if it were whole: no finish reason, no `[DONE]`. */
export function endAfter(pieces: readonly string[]): Behavior {
  return eventStream(pieceEvents(pieces));
}

/** Takes the request and says nothing. */
export const silence: Behavior = () => {};

export const silenceAfterHeaders: Behavior = (_gone, response) => beginEventStream(response);

export function silenceAfter(pieces: readonly string[]): Behavior {
  return eventStream(pieceEvents(pieces), { atEnd: 'silence' });
}

/** Shows that it lives, for ever, and does nothing else. */
export function keepAliveForEver(everyMs: number): Behavior {
  return async (gone, response) => {
    beginEventStream(response);
    await repeat(gone, everyMs, () => write(response, ': keep-alive\n\n'));
  };
}

/** A header that grows by one byte at a time, for ever. */
export function slowHeaders(everyMs: number): Behavior {
  return async (gone, response) => {
    const { socket } = response;
    socket?.setNoDelay();
    socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
    await repeat(gone, everyMs, () => void socket?.write('a'));
  };
}

/** An event that grows by one byte at a time, for ever. */
export function slowBody(everyMs: number): Behavior {
  return async (gone, response) => {
    beginEventStream(response);
    await write(response, 'data: {"choices":[{"index":0,"delta":{"content":"');
    await repeat(gone, everyMs, () => write(response, 'a'));
  };
}

/** One event, valid and complete, that no model would send. */
export function hugeLine(bytes = 10_000_000): Behavior {
  return eventStream([event(chunk({ content: 'x'.repeat(bytes) })), doneEvent]);
}

/** As much as is taken, without one line break. */
export const endlessLine: Behavior = async (gone, response) => {
  beginEventStream(response);
  const megabyte = 'x'.repeat(1_000_000);
  await write(response, 'data: ');
  while (!gone.aborted) await write(response, megabyte);
};

/** @param location of another host: a client that follows carries text and key there, by 307 for certain */
export function redirect(status: 301 | 302 | 307 | 308, location: string): Behavior {
  return (_gone, response) => void response.writeHead(status, { location }).end();
}

/** What a portal or a wrong address answers. */
export const webPage: Behavior = (_gone, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>');
};

/** vLLM's way, and llama.cpp's, when it fails in mid-stream: the status was sent long ago. */
export function errorAfter(pieces: readonly string[]): Behavior {
  const error = { message: 'CUDA out of memory', type: 'InternalServerError', code: 500 };
  return eventStream([...pieceEvents(pieces), event({ error }), doneEvent]);
}

/** OpenRouter's way: the error stands in a chunk that ends the answer. */
export function errorChunkAfter(pieces: readonly string[]): Behavior {
  const end = { index: 0, delta: { content: '' }, finish_reason: 'error' };
  const error = { code: 502, message: 'Provider disconnected unexpectedly' };
  return eventStream([...pieceEvents(pieces), event({ error, choices: [end] }), doneEvent]);
}

async function repeat(
  gone: AbortSignal,
  everyMs: number,
  act: () => void | Promise<void>,
): Promise<void> {
  while (!gone.aborted) {
    await setTimeout(everyMs, undefined, { signal: gone });
    await act();
  }
}

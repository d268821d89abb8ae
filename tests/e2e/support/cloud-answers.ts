import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { answerEvents, chunk, endEvents, event, pieceEvents, usage } from './cloud-events.ts';
import { type Behavior, cut } from './cloud-request.ts';

type StreamManner = {
  /** Before each block but the first. */
  readonly everyMs?: number;
  /** After the last block. `silence`: the connection stays open. */
  readonly atEnd?: 'end' | 'cut' | 'silence';
};

/** Writes each block by itself. */
export function eventStream(
  blocks: readonly (string | Buffer)[],
  { everyMs = 0, atEnd = 'end' }: StreamManner = {},
): Behavior {
  return async (gone, response) => {
    beginEventStream(response);
    for (const [index, block] of blocks.entries()) {
      if (index > 0 && everyMs > 0) await setTimeout(everyMs, undefined, { signal: gone });
      await write(response, block);
    }
    if (atEnd === 'end') response.end();
    if (atEnd === 'cut') await cutWhenRead(gone, response);
  };
}

/** A stream that breaks throws away what its reader has not taken yet. */
async function cutWhenRead(gone: AbortSignal, response: ServerResponse): Promise<void> {
  await setTimeout(100, undefined, { signal: gone });
  cut(response);
}

export function streamed(pieces: readonly string[], { everyMs = 0 } = {}): Behavior {
  return eventStream(answerEvents(pieces), { everyMs });
}

/** An answer that the server's token limit ended. */
export function streamedToLimit(pieces: readonly string[]): Behavior {
  return eventStream([...pieceEvents(pieces), ...endEvents('length')]);
}

/** The way of vLLM, llama.cpp and others to send what a model thinks. */
export function streamedWithReasoning(thoughts: string[], pieces: string[]): Behavior {
  const thinking = thoughts.map((thought) => event(chunk({ reasoning_content: thought })));
  return eventStream([...thinking, ...pieceEvents(pieces), ...endEvents()]);
}

/** The way of servers that do not know that a model thinks. The tags come in pieces, as tokens may. */
export function streamedWithThinkTags(thoughts: string[], pieces: string[]): Behavior {
  return streamed(['<thi', 'nk>\n', ...thoughts, '\n</th', 'ink>\n\n', ...pieces]);
}

/** What a server sends that does not stream. */
export function unstreamed(text: string): Behavior {
  const message = { role: 'assistant', content: text };
  return json(200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'test-model',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage,
  });
}

export function modelList(ids: readonly string[]): Behavior {
  const data = ids.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'test' }));
  return json(200, { object: 'list', data });
}

export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Behavior {
  return (_gone, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An answer that sends its next piece, and at last its end, only when a test says so. */
export class HeldAnswer {
  readonly #pieces: readonly string[];
  readonly #releases = new EventEmitter();
  #released = 0;

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces;
  }

  readonly behavior: Behavior = async (gone, response) => {
    beginEventStream(response);
    for (const block of [...pieceEvents(this.#pieces), endEvents().join('')]) {
      while (this.#released === 0) await once(this.#releases, 'release', { signal: gone });
      this.#released -= 1;
      await write(response, block);
    }
    response.end();
  };

  release(count = 1): void {
    this.#released += count;
    this.#releases.emit('release');
  }

  /** The remaining pieces and the end. */
  releaseAll(): void {
    this.release(Number.POSITIVE_INFINITY);
  }
}

export function beginEventStream(response: ServerResponse): void {
  // Otherwise the kernel may join what was written apart.
  response.socket?.setNoDelay();
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
}

/** Resolves when the kernel has it. */
export function write(response: ServerResponse, block: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(block, (error) => (error ? reject(error) : resolve()));
  });
}

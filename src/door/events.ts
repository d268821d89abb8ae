import { createParser } from 'eventsource-parser';
import { AppError } from '../core/errors.ts';
import { chunksOf } from './body.ts';

/** UTF-16 units of one event; a token takes a few hundred. */
const maxEventLength = 1024 * 1024;

/** The `data` of each server-sent event. Throws `cloud-malformed` for one that does not end. */
export async function* eventsOf(
  response: Response,
  received: (bytes: number) => void,
): AsyncGenerator<string, void, undefined> {
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  const decoder = new TextDecoder();
  let length = 0;
  for await (const chunk of chunksOf(response)) {
    received(chunk.byteLength);
    parser.feed(decoder.decode(chunk, { stream: true }));
    length = events.length > 0 ? 0 : length + chunk.byteLength;
    if (length > maxEventLength)
      throw new AppError('cloud-malformed', `An event of over ${maxEventLength} characters.`);
    yield* events.splice(0);
  }
}

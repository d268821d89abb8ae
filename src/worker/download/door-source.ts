import { Channels } from '../../protocol/channels.ts';
import type { DoorStreams } from '../../protocol/contract.ts';
import type { Source } from './source.ts';

type FileStreams = Pick<DoorStreams, 'file'>;

/** A host that the package's policy does not name, through the frame that may reach it. */
export function throughDoor(door: MessagePort): Source {
  const channels = new Channels<FileStreams>((message, port) => door.postMessage(message, [port]));
  return async (signal, url, fromByte) => {
    for await (const answer of channels.open(signal, 'file', { url, fromByte })) {
      const { status, headers, redirected, body } = answer;
      if (status === 0) throw new Error('not reached');
      return {
        status,
        headers: new Headers(headers.map(([...pair]) => pair)),
        redirected,
        body: body && ofBytes(body),
      };
    }
    throw new Error('no answer');
  };
}

/** A stream that went over to another room lets no reader bring a buffer any more. */
function ofBytes(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = stream.getReader();
  return new ReadableStream({
    type: 'bytes',
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

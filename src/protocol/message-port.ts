import type { Port } from './port.ts';

/** Said before closing: a closed `MessagePort` tells its other end nothing that can be relied on. */
const hangUp = 'hang-up';

/** A `MessagePort` as a `Port`, for streams to and from a dedicated worker. */
export function fromMessagePort(channel: MessagePort): Port {
  let disconnected = () => {};
  let received = (_message: unknown) => {};
  channel.onmessage = ({ data }) => {
    if (data === hangUp) disconnected();
    else received(data);
  };
  return {
    post: (message) => channel.postMessage(message, streamsIn(message)),
    onMessage: (listener) => {
      received = listener;
    },
    onDisconnect: (listener) => {
      disconnected = listener;
    },
    disconnect: () => {
      channel.postMessage(hangUp);
      channel.close();
    },
  };
}

/** A stream cannot be copied: it goes over. */
function streamsIn(message: unknown): ReadableStream<unknown>[] {
  const body = (message as { item?: { body?: unknown } }).item?.body;
  return body instanceof ReadableStream ? [body] : [];
}

import { serveChannel } from '../protocol/channels.ts';
import type { DoorStreams } from '../protocol/contract.ts';
import { bindTo } from './bind.ts';
import { chat } from './chat.ts';
import { file } from './file.ts';
import { knock, listModels } from './models.ts';

/**
 * The only place in the program from which a request can go to a server. A sandboxed frame: no `chrome`, no storage, an
 * origin of its own, and a policy that lets it speak to hosts that no other room can reach.
 */
bindTo(location.hash.slice(1));

window.onmessage = (event: MessageEvent) => {
  // The engine room, which made this frame, and nobody else.
  if (event.source !== window.parent) return;
  serveChannel<DoorStreams>(
    {
      chat: (signal, args) => chat(signal, args),
      listModels: (signal, access) => once(listModels(signal, access)),
      knock: (signal, { baseUrl }) => once(knock(signal, baseUrl)),
      file: (signal, question) => once(file(signal, question)),
    },
    event,
  );
};

async function* once<Item>(item: Promise<Item>): AsyncGenerator<Item, void, undefined> {
  yield await item;
}

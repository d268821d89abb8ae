import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { libraryBytes } from './libraries.ts';

type Answer = (response: ServerResponse, body: Buffer) => void;

/** How a host can behave; each is a folder of the server. */
const behaviours: Record<string, Answer> = {
  ok: (response, body) => response.writeHead(200, { 'content-length': body.length }).end(body),
  // Compressed on the way, as the real host may do: no length that can be trusted.
  chunked: (response, body) => response.writeHead(200).end(body),
  wrong: (response, body) => {
    const other = Buffer.from(body);
    other[other.length - 1] = 0;
    response.writeHead(200, { 'content-length': other.length }).end(other);
  },
  short: (response, body) => {
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, 10), () => response.destroy());
  },
  half: (response, body) => response.writeHead(200).end(body.subarray(0, body.length - 1)),
  page: (response) => response.writeHead(200).end('<!doctype html><title>Please log in</title>'),
  missing: (response) => response.writeHead(404).end('Not Found'),
  moved: (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
  stall: (response, body) => {
    response.writeHead(200, { 'content-length': body.length });
    response.write(body.subarray(0, 10));
  },
  mute: () => {},
  overflow: (response) => {
    const megabyte = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(megabyte));
    };
    response.writeHead(200).on('drain', more);
    more();
  },
};

/** A server on this machine that serves the test's libraries, well or badly. */
export async function startLibraryHost() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [, behaviour = '', library = ''] = (request.url ?? '').split('/');
    asked.push(`${behaviour}/${library}`);
    behaviours[behaviour]?.(response, libraryBytes(library));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { host, asked, base: (behaviour: string) => `http://${host}/${behaviour}`, stop };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Every host but this machine, as far as a browser with these arguments can tell: it records what it is asked, and answers nothing. */
export type Sink = {
  /** Method and address, or host and port for what would be encrypted. */
  readonly asked: string[];
  readonly browserArgs: string[];
  readonly close: () => Promise<void>;
};

/** What Chromium asks its maker for the time, for updates, about forms: never with anything of a page. */
const browsersOwn =
  /^(?:https?:\/\/)?(?:accounts\.google\.com|clients2\.google\.com|[a-z-]+\.googleapis\.com|[a-z0-9.-]+\.gvt1\.com)[:/]/;

export async function openSink(): Promise<Sink> {
  const asked: string[] = [];
  const note = (method: string | undefined, url: string | undefined) => {
    if (!browsersOwn.test(url ?? '')) asked.push(`${method} ${url}`);
  };
  const proxy = createServer((request, response) => {
    note(request.method, request.url);
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    note('CONNECT', request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    asked,
    browserArgs: [`--proxy-server=http://127.0.0.1:${port}`],
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}

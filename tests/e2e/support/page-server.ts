import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Web pages for one test run: what was put under a path is served there, on two host names of this machine. */
export type PageServer = {
  /** Returns the page's address. `host` names another site for cross-origin frames. */
  readonly put: (path: string, html: string, headers?: Record<string, string>) => string;
  /** A page whose answer begins and never ends. */
  readonly putEndless: (path: string) => string;
  readonly urlOn: (host: string, path: string) => string;
  readonly close: () => Promise<void>;
};

type Page = {
  readonly html: string;
  readonly headers: Record<string, string>;
  readonly isEndless: boolean;
};

export async function servePages(): Promise<PageServer> {
  const pages = new Map<string, Page>();
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? '/').split('?')[0] ?? '/');
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    if (page.isEndless) response.write(page.html);
    else response.end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const urlOn = (host: string, path: string) => `http://${host}:${port}${path}`;
  return {
    urlOn,
    put: (path, html, headers = {}) => {
      pages.set(path, { html, headers, isEndless: false });
      return urlOn('localhost', path);
    },
    putEndless: (path) => {
      pages.set(path, { html: '<title>endless</title><p>So far.', headers: {}, isEndless: true });
      return urlOn('localhost', path);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import type { ServerResponse } from 'node:http';
import type { Behavior } from './cloud-request.ts';

/** What a server tells a browser about other origins. */
export type Cors = {
  readonly preflightStatus: number;
  readonly preflightHeaders: Record<string, string>;
  readonly answerHeaders: Record<string, string>;
};

type Permission = {
  readonly origin: string;
  /** What a request may carry. `*` does not stand for `Authorization`. */
  readonly headers: string;
  /** What of an answer a page may read, beyond the few that it always may. `Retry-After` is not one of those. */
  readonly exposed?: string;
};

function allow({ origin, headers, exposed = '' }: Permission): Cors {
  const own = { 'access-control-allow-origin': origin, vary: 'Origin' };
  return {
    preflightStatus: 204,
    preflightHeaders: {
      ...own,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': headers,
      // Otherwise Chrome remembers an answer for five seconds, and the next test sees no preflight.
      'access-control-max-age': '0',
    },
    answerHeaders: exposed ? { ...own, 'access-control-expose-headers': exposed } : own,
  };
}

const needed = 'authorization, content-type';

export const anyone = allow({ origin: '*', headers: needed });
export const anyoneAndRetryAfter = allow({ origin: '*', headers: needed, exposed: 'retry-after' });
export const nullOnly = allow({ origin: 'null', headers: needed });
export const anotherOrigin = allow({ origin: 'https://chat.example', headers: needed });
export const withoutAuthorization = allow({ origin: '*', headers: 'content-type' });

/** A server that has never heard of it. */
export const nobody: Cors = { preflightStatus: 405, preflightHeaders: {}, answerHeaders: {} };

/** Ollama's way for an origin that is not in `OLLAMA_ORIGINS`. */
export const forbiddenOrigin: Cors = { ...nobody, preflightStatus: 403 };

export function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** One answer that a browser keeps from the page, as of a proxy that refuses before the server's CORS has its say. */
export function withoutCors(behavior: Behavior): Behavior {
  return (gone, response, request) => {
    removeCors(response);
    return behavior(gone, response, request);
  };
}

function removeCors(response: ServerResponse): void {
  for (const name of response.getHeaderNames())
    if (name.startsWith('access-control-')) response.removeHeader(name);
}

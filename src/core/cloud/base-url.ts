export type BaseUrlProblem = 'not-a-url' | 'not-https' | 'has-credentials';

export type ReadBaseUrl = { readonly url: string } | { readonly problem: BaseUrlProblem };

/** On this machine a request needs no encryption, and these are the names that the door's policy lets through. */
const localHosts = ['localhost', '127.0.0.1'];

/**
 * The address under which an OpenAI-compatible server answers (`…/v1`), out of what a person typed: a scheme may be
 * missing, and what is often copied along (`/chat/completions`, a query) is cut off.
 */
export function readBaseUrl(typed: string): ReadBaseUrl {
  const url = parse(typed.trim());
  if (!url) return { problem: 'not-a-url' };
  if (url.username !== '' || url.password !== '') return { problem: 'has-credentials' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url)))
    return { problem: 'not-https' };
  return { url: `${url.origin}${basePath(url.pathname)}` };
}

function parse(typed: string): URL | null {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${scheme(typed)}${typed}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  // Chrome takes blanks in a host, and escapes them.
  const isHost = url.hostname !== '' && !/[%\s]/.test(url.hostname);
  return isHost && /^https?:$/.test(url.protocol) ? url : null;
}

function scheme(typed: string): string {
  return localHosts.some((host) => new RegExp(`^${host}(?:[:/]|$)`, 'i').test(typed))
    ? 'http://'
    : 'https://';
}

function isLocal({ hostname }: URL): boolean {
  return localHosts.includes(hostname);
}

/** A server's root is never where it answers: all that are known do so under `/v1`. */
function basePath(pathname: string): string {
  // All of it at once, so that an address that was read is read again as the same.
  const path = pathname.replace(/(?:\/(?:chat\/completions|models)?)+$/, '');
  return path === '' ? '/v1' : path;
}

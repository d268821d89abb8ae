export type AddressProblem = 'not-a-url' | 'not-https' | 'has-credentials';

/** On this machine a request needs no encryption, and these are the names that the program's policies let through. */
const localHosts = ['localhost', '127.0.0.1'];

/** The address that a person typed or pasted, of which the scheme may be missing. */
export function readAddress(
  typed: string,
): { readonly address: URL } | { readonly problem: AddressProblem } {
  const address = parse(typed.trim());
  if (!address) return { problem: 'not-a-url' };
  if (address.username !== '' || address.password !== '') return { problem: 'has-credentials' };
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && isLocal(address)))
    return { problem: 'not-https' };
  return { address };
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

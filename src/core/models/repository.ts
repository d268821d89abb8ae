import { type AddressProblem, readAddress } from '../web-address.ts';

export type RepositoryProblem = AddressProblem | 'has-query' | 'not-a-repository' | 'other-branch';

export type ReadRepository = { readonly url: string } | { readonly problem: RepositoryProblem };

const hub = 'https://huggingface.co';
const hubHosts = ['huggingface.co', 'www.huggingface.co', 'hf.co'];
/** What stands at Hugging Face where models have their owner. */
const notOwners = ['datasets', 'spaces', 'collections', 'docs', 'blog', 'papers', 'organizations'];

/**
 * The address of a model's repository, `<url>/resolve/main/<file>` being its files: out of `owner/name` at Hugging Face,
 * or of what stands in the browser's address bar there, or of an address elsewhere.
 */
export function readRepository(typed: string): ReadRepository {
  const isShort = /^(?!localhost\/)[\w-]+\/[\w.-]+$/.test(typed.trim());
  const read = readAddress(isShort ? `${hub}/${typed.trim()}` : typed);
  if ('problem' in read) return read;
  return hubHosts.includes(read.address.hostname) ? atHub(read.address) : elsewhere(read.address);
}

/** Of an address at Hugging Face nothing but owner, name and branch counts. */
function atHub({ pathname }: URL): ReadRepository {
  const [owner = '', name = '', ...rest] = pathname.split('/').filter((part) => part !== '');
  const isOne = [owner, name].every((part) => /^[\w.-]+$/.test(part));
  if (!isOne || notOwners.includes(owner)) return { problem: 'not-a-repository' };
  return onMain(rest) ? { url: `${hub}/${owner}/${name}` } : { problem: 'other-branch' };
}

function elsewhere({ origin, pathname, search }: URL): ReadRepository {
  // Each file would be asked for without it.
  if (search !== '') return { problem: 'has-query' };
  const [, path = '', rest = ''] = /^(.*?)((?:\/(?:tree|blob|resolve|raw)\/.*)?)$/.exec(
    pathname.replace(/\/+$/, ''),
  ) ?? [''];
  const repository = path.replace(/\/+$/, '');
  if (repository === '') return { problem: 'not-a-repository' };
  const isOnMain = onMain(rest.split('/').filter((part) => part !== ''));
  return isOnMain ? { url: `${origin}${repository}` } : { problem: 'other-branch' };
}

/** Whether what follows a repository's address names no other branch than the one that is asked for files. */
function onMain([what = '', branch = 'main']: readonly string[]): boolean {
  return branch === 'main' || !['tree', 'blob', 'resolve', 'raw'].includes(what);
}

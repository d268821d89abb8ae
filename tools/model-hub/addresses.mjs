/**
 * What an address of the hub means.
 *
 * @typedef {{ step: 'resolve', name: string, revision: string, path: string }} ResolveAddress
 * @typedef {{ step: 'tree', name: string, revision: string }} TreeAddress
 * @typedef {{ step: 'storage', name: string, sha256: string }} StorageAddress
 * @typedef {ResolveAddress | TreeAddress | StorageAddress} Address
 */

/**
 * @param {URL} url
 * @returns {Address | null}
 */
export function addressOf({ pathname }) {
  const tree = /^\/api\/models\/(.+)\/tree\/([^/]+)\/?$/.exec(pathname);
  if (tree) return { step: 'tree', name: part(tree[1]), revision: part(tree[2]) };
  const storage = /^\/xet-bridge-us\/([^/]+)\/([0-9a-f]{64})$/.exec(pathname);
  if (storage) return { step: 'storage', name: part(storage[1]), sha256: part(storage[2]) };
  const file = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname);
  if (!file) return null;
  return { step: 'resolve', name: part(file[1]), revision: part(file[2]), path: part(file[3]) };
}

/**
 * @param {string} name of a model, with or without an owner
 * @param {string} path
 */
export function resolvePath(name, path) {
  return `/${encodeURI(name)}/resolve/main/${encodeURI(path)}`;
}

/**
 * @param {string} name
 * @param {string} sha256
 */
export function storagePath(name, sha256) {
  return `/xet-bridge-us/${encodeURIComponent(name)}/${sha256}`;
}

/** @param {string | undefined} encoded */
function part(encoded = '') {
  return decodeURIComponent(encoded);
}

/** With `unlimitedStorage` the quota is all that is free on the disk, and what is in use. */
export async function freeBytes(): Promise<number> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  return quota - usage;
}

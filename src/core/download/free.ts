type Estimate = { readonly quota?: number; readonly usage?: number };

/** Bytes. With `unlimitedStorage` the quota is all that is free on the disk, and what is in use. */
export function freeOf({ quota = Number.POSITIVE_INFINITY, usage = 0 }: Estimate): number {
  return quota - usage;
}

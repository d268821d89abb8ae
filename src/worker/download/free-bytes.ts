import { freeOf } from '../../core/download/free.ts';

export async function freeBytes(): Promise<number> {
  return freeOf(await navigator.storage.estimate());
}

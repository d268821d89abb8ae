import browser from 'webextension-polyfill';
import { type Policy, readPolicy } from '../core/policy.ts';

export async function loadPolicy(): Promise<Policy> {
  return readPolicy(await managed());
}

/** The key that an administrator rolled out with the company's server; null when there is none. */
export async function managedKey(): Promise<string | null> {
  const { cloudKey } = await managed();
  return typeof cloudKey === 'string' && cloudKey !== '' ? cloudKey : null;
}

/** Rejects in a browser that nobody manages, which is how most are. */
async function managed(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {};
  }
}

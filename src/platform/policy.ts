import { noPolicy, type Policy, readPolicy } from '../core/policy.ts';
import { browser } from './browser.ts';

const rememberedKey = 'policy-seen';
const sessionKey = 'session-began';

/** Chrome may deliver a policy some seconds after an extension has started; nobody manages a browser later than this. */
const lateMs = 60_000;

/** What an administrator decrees; until it was delivered in this session, what was decreed in the last. */
export async function loadPolicy(): Promise<Policy> {
  const [decreed, stored] = await Promise.all([
    managed(),
    browser.storage.local.get(rememberedKey),
  ]);
  const remembered = stored[rememberedKey];
  if (Object.keys(decreed).length > 0) {
    const policy = readPolicy(decreed);
    // Settings are read at each gesture, and written down by few of them.
    if (!isSame(policy, readPolicy(remembered)))
      await browser.storage.local.set({ [rememberedKey]: policy });
    return policy;
  }
  if (remembered === undefined) return noPolicy;
  if (await isLate()) return readPolicy(remembered);
  await browser.storage.local.remove(rememberedKey);
  return noPolicy;
}

/** Both as `readPolicy` gives them, with their fields in one order. */
function isSame(a: Policy, b: Policy): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function isLate(): Promise<boolean> {
  const began = (await browser.storage.session.get(sessionKey))[sessionKey];
  if (typeof began === 'number') return Date.now() - began < lateMs;
  await browser.storage.session.set({ [sessionKey]: Date.now() });
  return true;
}

/** The key that an administrator rolled out with the company's server; null when there is none. */
export async function managedKey(): Promise<string | null> {
  const { cloudKey } = await managed();
  return typeof cloudKey === 'string' && cloudKey !== '' ? cloudKey : null;
}

/** Empty in a browser that nobody manages, which is how most are: Chrome, and others by rejecting. */
async function managed(): Promise<Record<string, unknown>> {
  return browser.storage.managed.get().catch(() => ({}));
}

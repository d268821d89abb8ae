import { isTemporary } from '../../core/download/setback.ts';
import { parseTree, type Tree, treeUrl } from '../../core/download/tree.ts';
import { sleep } from '../../protocol/sleep.ts';
import type { Origin } from './route.ts';
import { Silence } from './silence.ts';

/** Nobody needs the answer as much as to wait for longer. */
const silenceMs = 10_000;
const retryMs = 1000;

/** What the host says of all files; null where it has no such list, as mirrors have not, or does not give it now. */
export async function askTree(signal: AbortSignal, origin: Origin): Promise<Tree | null> {
  const first = await askOnce(signal, origin);
  if (first !== 'again') return first;
  await sleep(signal, retryMs);
  const second = await askOnce(signal, origin);
  return second === 'again' ? null : second;
}

async function askOnce(
  signal: AbortSignal,
  { source, sourceUrl }: Origin,
): Promise<Tree | null | 'again'> {
  const silence = new Silence(signal, silenceMs);
  try {
    const { status, body } = await source(silence.signal, treeUrl(sourceUrl), 0);
    if (status === 200) return parseTree(await new Response(body).json());
    return isTemporary(status) ? 'again' : null;
  } catch (thrown) {
    signal.throwIfAborted();
    return thrown instanceof SyntaxError ? null : 'again';
  } finally {
    silence.end();
  }
}

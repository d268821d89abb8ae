import { piecesOf } from '../../core/proofread/pieces.ts';
import { serveChannel } from '../../protocol/channels.ts';
import type {
  ProofreadArgs,
  ProofreadEvent,
  ProofreadStreams,
} from '../../protocol/worker-streams.ts';
import { Harper } from './harper.ts';

const harper = new Harper();

self.onmessage = (event: MessageEvent) => serveChannel<ProofreadStreams>({ lint }, event);

async function* lint(
  signal: AbortSignal,
  { text, dialects }: ProofreadArgs,
): AsyncGenerator<ProofreadEvent, void, undefined> {
  for (const { start, end } of piecesOf(text)) {
    signal.throwIfAborted();
    const lints = await harper.lint(text.slice(start, end), dialects);
    yield {
      lints: lints.map((one) => ({ ...one, start: start + one.start, end: start + one.end })),
    };
    // It calculates without a pause: a request that was given up is heard only in one.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

import { serveChannel } from '../../protocol/channels.ts';
import type { DownloadStreams, VerifyEvent } from '../../protocol/contract.ts';
import { fetchModel } from './fetch-model.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { reports } from './reports.ts';
import { network } from './source.ts';
import { Tally } from './tally.ts';
import { verifyModel } from './verify-model.ts';

self.onmessage = (event: MessageEvent) =>
  serveChannel<DownloadStreams>(
    {
      fetchModel: (signal, args) => {
        const tally = new Tally();
        const fetching = () => fetchModel(signal, args, network, tally);
        return reports(tally, oneAtATime(signal, args.weightsUrl, fetching));
      },
      verifyModel: verify,
    },
    event,
  );

async function* verify(
  signal: AbortSignal,
  { weightsUrl }: { readonly weightsUrl: string },
): AsyncGenerator<VerifyEvent, void, undefined> {
  const tally = new Tally();
  const verifying = oneAtATime(signal, weightsUrl, () => verifyModel(signal, weightsUrl, tally));
  for await (const progress of reports(tally, verifying)) yield { type: 'progress', ...progress };
  yield { type: 'verified', damaged: await verifying };
}

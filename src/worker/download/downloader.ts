import { serveChannel } from '../../protocol/channels.ts';
import type { TransferProgress } from '../../protocol/models-report.ts';
import type { DownloadStreams, FetchArgs, VerifyEvent } from '../../protocol/worker-streams.ts';
import { throughDoor } from './door-source.ts';
import { fetchModel } from './fetch-model.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { reports } from './reports.ts';
import { network } from './source.ts';
import { Tally } from './tally.ts';
import { verifyModel } from './verify-model.ts';

let source = network;

self.onmessage = (event: MessageEvent) => {
  const [door] = event.ports;
  if (event.data.verb === 'door' && door) source = throughDoor(door);
  else serveChannel<DownloadStreams>({ fetchModel: fetchFrom, verifyModel: verify }, event);
};

function fetchFrom(
  signal: AbortSignal,
  args: FetchArgs,
): AsyncGenerator<TransferProgress, void, undefined> {
  const tally = new Tally();
  const fetching = () => fetchModel(signal, args, source, tally);
  return reports(tally, oneAtATime(signal, args.weightsUrl, fetching));
}

async function* verify(
  signal: AbortSignal,
  { weightsUrl }: { readonly weightsUrl: string },
): AsyncGenerator<VerifyEvent, void, undefined> {
  const tally = new Tally();
  const verifying = oneAtATime(signal, weightsUrl, () => verifyModel(signal, weightsUrl, tally));
  for await (const progress of reports(tally, verifying)) yield { type: 'progress', ...progress };
  yield { type: 'verified', damaged: await verifying };
}

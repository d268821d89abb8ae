import type { ModelState, Transfer } from '../protocol/models-report.ts';
import { transferFacts, transferTitle } from '../ui/transfer-words.ts';

type Props = { readonly state: ModelState; readonly transfer: Transfer };

/** What is being done with a model's files, in words and with a bar. */
export function TransferView({ state, transfer }: Props) {
  const { bytes, totalBytes } = transfer;
  return (
    <>
      <p role="status">{transferTitle(state, transfer)}</p>
      {/* Not in the region, which would read out each step of it. */}
      <p class="facts">{transferFacts(state, transfer)}</p>
      <progress
        {...(totalBytes === null ? {} : { value: bytes, max: totalBytes })}
        aria-hidden="true"
      />
    </>
  );
}

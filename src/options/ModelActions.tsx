import type { ComponentChildren } from 'preact';
import type { Model } from '../core/models/model.ts';
import { isImported } from '../core/models/own-model.ts';
import { variantsOf } from '../core/models/variant.ts';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import type { ModelReport, TransferKind } from '../protocol/models-report.ts';
import { DeleteButton } from './DeleteButton.tsx';
import { DownloadOffer } from './DownloadOffer.tsx';

type Work = (signal: AbortSignal) => Promise<void>;

type Props = {
  readonly model: Model;
  readonly report: ModelReport;
  readonly inUse: boolean;
  /** Whether this device can use models at all: else none is offered for download. */
  readonly canRun: boolean;
  readonly onChoose: () => void;
  /** Does it, and shows what went wrong. */
  readonly onAsk: (work: Work) => void;
};

/** What can be done with a model now. */
export function ModelActions({ model, report, inUse, canRun, onChoose, onAsk }: Props) {
  const { state, fit, transfer } = report;
  const ref = { modelId: model.id };
  const start = (kind: TransferKind) =>
    onAsk((signal) => request(signal, 'startTransfer', { ...ref, kind }));
  const ask = (verb: 'pauseTransfer' | 'cancelTransfer' | 'deleteModel') =>
    onAsk((signal) => request(signal, verb, ref));
  if (transfer)
    return (
      <footer>
        {transfer.kind === 'download' && state !== 'paused' && (
          <Button onClick={() => ask('pauseTransfer')}>{t('transfer_pause')}</Button>
        )}
        {state === 'paused' && (
          <Button onClick={() => start(transfer.kind)}>{t('transfer_resume')}</Button>
        )}
        <Button onClick={() => ask('cancelTransfer')}>{t('model_cancel')}</Button>
      </footer>
    );
  // Of a folder the rest can only be had by choosing it again.
  const hasHost = !variantsOf(model).some(({ weightsUrl }) => isImported(weightsUrl));
  const isOpen = hasHost && (state === 'absent' || state === 'partial');
  return (
    <>
      {canRun && isOpen && fit !== 'too-large' && (
        <DownloadOffer model={model} onAccept={() => start('download')} />
      )}
      <footer>
        {state === 'ready' && (
          <>
            <label>
              <input type="radio" name={model.engine} checked={inUse} onChange={onChoose} />{' '}
              {t('model_use', model.name)}
            </label>
            <Button onClick={() => start('verify')}>{t('model_verify', model.name)}</Button>
          </>
        )}
        {report.diskBytes > 0 && (
          <DeleteButton name={model.name} hasHost={hasHost} onDelete={() => ask('deleteModel')} />
        )}
      </footer>
    </>
  );
}

type ButtonProps = { readonly onClick: () => void; readonly children: ComponentChildren };

function Button({ onClick, children }: ButtonProps) {
  return (
    <button type="button" onClick={onClick}>
      {children}
    </button>
  );
}

import { useEffect } from 'preact/hooks';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import {
  type GpuReport,
  isUsable,
  type Measurement,
  type ModelsReport,
} from '../protocol/models-report.ts';
import { errorText } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';

type Props = { readonly report: ModelsReport | null };

/** What of this device matters to models. It is measured once by itself, when somebody looks, and takes three seconds. */
export function DeviceLine({ report }: Props) {
  const isOpen = report !== null && isUsable(report.gpu) && report.measurement.state === 'none';
  useEffect(() => {
    if (isOpen) void measure();
  }, [isOpen]);
  if (!report) return <p role="status">{t('options_looking')}</p>;
  const { gpu, measurement } = report;
  return (
    <div class="device">
      <p class="facts" role="status">
        {gpuText(gpu)} {isUsable(gpu) && measurementText(measurement)}
      </p>
      {isUsable(gpu) && (
        <button
          type="button"
          class="link"
          disabled={measurement.state === 'measuring'}
          onClick={() => void measure()}
        >
          {t('device_measure')}
        </button>
      )}
    </div>
  );
}

/** What goes wrong is told with the measurement. */
async function measure(): Promise<void> {
  await attempt((signal) => request(signal, 'measureDevice', null));
}

function gpuText(gpu: GpuReport): string {
  if (gpu.kind === 'none') return t('options_gpu_none');
  if (gpu.usable) return t('options_gpu', gpu.description);
  return t(gpu.kind === 'software' ? 'options_gpu_software' : 'options_gpu_insufficient');
}

function measurementText(measurement: Measurement): string {
  switch (measurement.state) {
    case 'none':
      return '';
    case 'measuring':
      return t('device_measuring');
    case 'failed':
      return t('device_not_measured', errorText(measurement.code));
    case 'measured':
      return t('device_measured');
  }
}

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { toAppError } from '../../core/errors.ts';
import { t } from '../../platform/text.ts';
import { errorText } from '../../ui/texts.ts';
import { showStatus } from '../show-status.ts';

/** What of this device can answer the text; looks only while it is open. */
export function DeviceDetails({ text }: { readonly text: string }) {
  const isOpen = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (!isOpen.value || !current) return;
    const controller = new AbortController();
    const { signal } = controller;
    showStatus(signal, current, text).catch((thrown: unknown) => {
      if (!signal.aborted) current.textContent = errorText(toAppError(thrown).code);
    });
    return () => controller.abort();
  }, [isOpen.value, text]);
  return (
    <details
      class="receipt"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t('device_title')}</summary>
      <div ref={place} />
    </details>
  );
}

import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type ErrorCode, toAppError } from '../core/errors.ts';
import { t } from '../platform/text.ts';
import { errorText, percent } from '../ui/texts.ts';
import { takeIn } from './take-in.ts';

type Props = {
  /** By which the files of this folder are to be known; null where they are not wanted. */
  readonly place: (folder: readonly File[]) => Promise<string | null>;
  readonly onTaken: () => Promise<void>;
};

/** For a machine without a network: the model's folder, from a disk. */
export function ImportButton({ place, onTaken }: Props) {
  const input = useRef<HTMLInputElement | null>(null);
  const folderInput = (element: HTMLInputElement | null) => {
    input.current = element;
    // Preact has no attribute for it.
    if (element) element.webkitdirectory = true;
  };
  const copied = useSignal<number | null>(null);
  const error = useSignal<ErrorCode | null>(null);
  const take = async (folder: readonly File[]) => {
    error.value = null;
    copied.value = 0;
    try {
      const weightsUrl = await place(folder);
      if (weightsUrl !== null) {
        await takeIn(new AbortController().signal, weightsUrl, folder, (share) => {
          copied.value = share;
        });
        await onTaken();
      }
    } catch (thrown) {
      error.value = toAppError(thrown).code;
    }
    copied.value = null;
  };
  if (copied.value !== null) return <p>{t('import_copying', percent(copied.value))}</p>;
  return (
    <>
      <input
        ref={folderInput}
        type="file"
        hidden
        onChange={() => void take([...(input.current?.files ?? [])])}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t('import_choose')}
      </button>
      {error.value && (
        <p class="error" role="alert">
          {errorText(error.value)}
        </p>
      )}
    </>
  );
}

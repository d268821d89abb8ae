import { useSignal } from '@preact/signals';
import { type ErrorCode, toAppError } from '../core/errors.ts';
import { request } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import { downloadBuiltIn } from './built-in-download.ts';
import { errorText, percent } from './texts.ts';

/** The browser goes on by itself when the page is closed: nobody is there to be told of a cancel. */
const always = new AbortController().signal;

/** Lets the browser fetch its own model, and shows how far it is. */
export function BuiltInDownload() {
  const progress = useSignal<number | null>(null);
  const error = useSignal<ErrorCode | null>(null);
  const start = async () => {
    progress.value = 0;
    error.value = null;
    try {
      const download = downloadBuiltIn(always, (share) => {
        progress.value = share;
      });
      void lookAgain();
      await download;
    } catch (thrown) {
      error.value = toAppError(thrown).code;
    }
    progress.value = null;
    void lookAgain();
  };
  const { value } = progress;
  return (
    <>
      {value === null ? (
        <button type="button" class="link" onClick={() => void start()}>
          {t('built_in_download')}
        </button>
      ) : (
        <>
          <span role="status">{t('built_in_downloading')}</span> {percent(value)}
          <progress aria-hidden="true" value={value} max={1} />
        </>
      )}
      {error.value && (
        <p class="error" role="alert">
          {errorText(error.value)}
        </p>
      )}
    </>
  );
}

/** Nobody tells the engine room what the browser has. */
function lookAgain(): Promise<void> {
  return request(always, 'builtInChanged', null).catch(() => {
    // Whoever opens it next looks by itself.
  });
}

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { clearRequests, loadRequests, onRequestsChanged } from '../platform/request-log.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { RequestRecord } from '../protocol/contract.ts';
import { byteCount, errorText, number, toolTexts } from '../ui/texts.ts';

const purposeTexts = {
  ...toolTexts,
  test: 'cloud_test',
} as const satisfies Record<RequestRecord['purpose'], MessageKey>;

/** As many as anybody reads, and as a page can draw at each change. */
const maxLines = 500;

/** Every request that ever left this device, until it is cleared. */
export function RequestLog() {
  const requests = useSignal<readonly RequestRecord[] | null>(null);
  useEffect(() => {
    const load = async () => {
      requests.value = await loadRequests();
    };
    void load();
    return onRequestsChanged(() => void load());
  }, []);
  const lines = requests.value;
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('log_title')}</h2>
      <p>{t('log_intro')}</p>
      {lines?.length === 0 && <p class="facts">{t('log_empty')}</p>}
      {lines && lines.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without the focus no key could scroll it */}
          <section class="log" aria-label={t('log_title')} tabIndex={0}>
            <Lines lines={lines.slice(0, maxLines)} />
          </section>
          {lines.length > maxLines && (
            <p class="facts">{t('log_earlier', number(lines.length - maxLines))}</p>
          )}
          <footer>
            <button type="button" onClick={() => void clearRequests()}>
              {t('log_clear')}
            </button>
          </footer>
        </>
      )}
    </section>
  );
}

const columns = [
  'log_time',
  'log_host',
  'log_purpose',
  'log_sent',
  'log_received',
] as const satisfies readonly MessageKey[];

function Lines({ lines }: { readonly lines: readonly RequestRecord[] }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, at, host, purpose, sentBytes, receivedBytes, error }) => (
          <tr key={id}>
            <td>{new Date(at).toLocaleString()}</td>
            <td class="host">{host}</td>
            <td>
              {t(purposeTexts[purpose])}
              {error && <p class="facts">{errorText(error)}</p>}
            </td>
            {/* Without an answer nobody can tell how much of it left. */}
            <td>
              {error === 'cloud-unreachable' && sentBytes > 0
                ? t('receipt_at_most', byteCount(sentBytes))
                : byteCount(sentBytes)}
            </td>
            <td>{byteCount(receivedBytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useSignal } from '@preact/signals';
import { presetOf } from '../core/cloud/presets.ts';
import type { CloudSettings } from '../core/cloud/settings.ts';
import type { ErrorCode } from '../core/errors.ts';
import { stream } from '../platform/messaging/streams.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { ServerProblem, ServerReport } from '../protocol/contract.ts';
import { errorText } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';

const problemTexts = {
  unreachable: 'cloud_test_unreachable',
  'not-allowed-in': 'cloud_test_cors',
  redirects: 'cloud_test_redirects',
  unauthorized: 'cloud_test_unauthorized',
  'not-a-server': 'cloud_test_not_a_server',
  'no-such-address': 'cloud_test_no_such_address',
  'model-unknown': 'cloud_test_model_unknown',
  busy: 'cloud_test_busy',
  failing: 'cloud_test_failing',
} as const satisfies Record<ServerProblem, MessageKey>;

/** How to let Sotto in, by the preset's id; the general words do for all others. */
const corsTexts: Readonly<Record<string, MessageKey>> = {
  ollama: 'cloud_cors_ollama',
  'lm-studio': 'cloud_cors_lm_studio',
  vllm: 'cloud_cors_vllm',
};

type Props = {
  readonly cloud: CloudSettings;
  readonly onListed: (models: readonly string[]) => void;
};

/** Asks the server for its models, with the key and without any text, and says in words what came of it. */
export function ServerTest({ cloud, onListed }: Props) {
  const testing = useSignal(false);
  const report = useSignal<ServerReport | null>(null);
  const error = useSignal<ErrorCode | null>(null);
  const test = async () => {
    testing.value = true;
    report.value = null;
    error.value = await attempt(async (signal) => {
      for await (const answer of stream(signal, 'testServer', null)) {
        report.value = answer;
        onListed(answer.models);
      }
    });
    testing.value = false;
  };
  const current = report.value && isOf(report.value, cloud) ? report.value : null;
  return (
    <>
      <footer>
        <button type="button" disabled={testing.value} onClick={() => void test()}>
          {t('cloud_test')}
        </button>
      </footer>
      <div role="status">
        {testing.value && <p>{t('cloud_test_running')}</p>}
        {current && <Verdict report={current} />}
        {error.value && <p class="error">{errorText(error.value)}</p>}
      </div>
      {current && <Models models={current.models} />}
    </>
  );
}

/** A verdict is one on the server and the model that were tested, and on no others. */
function isOf(report: ServerReport, { baseUrl, model }: CloudSettings): boolean {
  return report.baseUrl === baseUrl && report.model === model;
}

function Verdict({ report }: { readonly report: ServerReport }) {
  const { problem } = report;
  const hint = problem === 'not-allowed-in' && corsTexts[presetOf(report.baseUrl)?.id ?? ''];
  return (
    <>
      {problem ? (
        <p class="error">{t(problemTexts[problem], report.model)}</p>
      ) : (
        <p>{t(report.model === '' ? 'cloud_test_choose' : 'cloud_test_good')}</p>
      )}
      {hint && <p>{t(hint)}</p>}
      {problem === 'not-allowed-in' && <p>{t('cloud_cors_caution')}</p>}
    </>
  );
}

/** Not read out as a whole: some servers have hundreds. */
function Models({ models }: { readonly models: readonly string[] }) {
  return models.length === 0 ? null : (
    <>
      <p>{t('cloud_test_models')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without the focus no key could scroll it */}
      <ul class="models" tabIndex={0}>
        {models.map((model) => (
          <li key={model}>{model}</li>
        ))}
      </ul>
    </>
  );
}

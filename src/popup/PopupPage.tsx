import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ruleFor, serverOf } from '../core/cloud/settings.ts';
import { type ErrorCode, toAppError } from '../core/errors.ts';
import { type Settings, usualChoices } from '../core/settings.ts';
import type { Choice } from '../core/tools.ts';
import { activeTabId, openOptions } from '../platform/gestures.ts';
import type { Handover } from '../platform/handover.ts';
import { call } from '../platform/messaging/calls.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { Source } from '../protocol/contract.ts';
import { errorText } from '../ui/texts.ts';
import { PastedText } from './PastedText.tsx';
import { SiteRules } from './SiteRules.tsx';

type Props = {
  readonly settings: Settings;
  readonly handover: Handover | null;
  /** False in a window of its own, which has no page to work on. */
  readonly hasPage: boolean;
  /** The host of that page, for which rules can be kept; `''` for none. */
  readonly site: string;
  /** How downloads are going, where there is something to tell. */
  readonly downloads: ComponentChildren;
};

/** Starts a tool in the page, or works right here on a text that was pasted or handed over. */
export function PopupPage({ settings, handover, hasPage, site, downloads }: Props) {
  const hasText = handover !== null && handover.text !== '';
  const error = useSignal<ErrorCode | null>(hasText ? null : (handover?.code ?? null));
  /** Then the room is needed for the answer. */
  const isAnswering = useSignal(hasText);
  const engines = useSignal<typeof import('./EngineLine.tsx') | null>(null);
  useEffect(() => {
    // After the first paint: it wakes the engine room.
    const show = async () => {
      engines.value = await import('./EngineLine.tsx');
    };
    void show();
  }, []);
  const EngineLine = engines.value?.EngineLine;
  const start = async (choice: Choice, source: Source) => {
    try {
      await startInPage(choice, source);
      close();
    } catch (thrown) {
      error.value = toAppError(thrown).code;
    }
  };
  const { summarize, rewrite, proofread } = usualChoices(settings);
  const actions: readonly [MessageKey, Choice, Source][] = [
    ['popup_selection', summarize, 'selection'],
    ['popup_rewrite', rewrite, 'selection'],
    ['popup_proofread', proofread, 'selection'],
    ['popup_page', summarize, 'page'],
    ['popup_share_selection', share, 'selection'],
  ];
  return (
    <main>
      <header>
        <h1>{t('app_name')}</h1>
        <button type="button" class="link" onClick={() => void openOptions()}>
          {t('popup_options')}
        </button>
      </header>
      {hasPage && !isAnswering.value && (
        <div class="actions">
          {actions.map(([title, choice, source]) => (
            <button type="button" key={title} onClick={() => void start(choice, source)}>
              {t(title)}
            </button>
          ))}
        </div>
      )}
      {downloads}
      {error.value && (
        <p class="error" role="alert">
          {errorText(error.value)}
        </p>
      )}
      {hasText && <p>{t('popup_handed_over')}</p>}
      <PastedText
        given={hasText ? handover : null}
        choices={[summarize, rewrite, proofread, share]}
        cloud={settings.cloud}
        onGetModel={() => void openOptions()}
        onAsk={() => {
          isAnswering.value = true;
        }}
      />
      {site !== '' && serverOf(settings.cloud) && (
        <SiteRules site={site} rule={ruleFor(settings.cloud, site)} />
      )}
      {EngineLine && <EngineLine onOptions={() => void openOptions()} />}
    </main>
  );
}

const share: Choice = { tool: 'share' };

async function startInPage(choice: Choice, source: Source): Promise<void> {
  const tabId = await activeTabId();
  if (tabId === null) return;
  const start = { choice, source };
  await call(new AbortController().signal, 'startInTab', { tabId, start });
}

import { render } from 'preact';
import { call } from '../platform/messaging/calls.ts';
import { t } from '../platform/text.ts';
import { EngineStatus } from '../ui/EngineStatus.tsx';

/** Shows in `place` what of this device answers texts of a language, until the signal aborts. */
export type ShowStatus = (signal: AbortSignal, place: Element, language: string) => void;

globalThis.__sottoShowStatus = (signal, place, language) => {
  const openOptions = () => void call(signal, 'openOptions', null);
  const way = () => (
    <button type="button" class="link" onClick={openOptions}>
      {t('better_get')}
    </button>
  );
  render(<EngineStatus language={language} isBrief={false} way={way} />, place);
  signal.addEventListener('abort', () => render(null, place));
};

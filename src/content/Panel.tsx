import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ServerName } from '../core/cloud/settings.ts';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { ChoiceBar } from '../ui/ChoiceBar.tsx';
import { ConsentView } from '../ui/ConsentView.tsx';
import { isFocusFree } from '../ui/focus.ts';
import { isRunning, type JobState, textToSend } from '../ui/job-state.ts';
import { ResultView } from '../ui/ResultView.tsx';
import { drag } from './drag.ts';
import { type PanelActions, PanelButtons } from './PanelButtons.tsx';
import { PanelHeader, toolText } from './PanelHeader.tsx';
import { raise } from './panel-host.ts';
import { useStanding } from './use-standing.ts';

type PanelProps = {
  readonly choice: Choice;
  readonly state: JobState;
  readonly actions: PanelActions;
  readonly server: ServerName | null;
  readonly anchor: () => DOMRect | null;
  /** What the last action did, in words. */
  readonly notice: MessageKey | null;
  /** Another number means another gesture: the panel takes the focus and its place anew. */
  readonly gesture: number;
};

export function Panel({ choice, state, actions, server, anchor, notice, gesture }: PanelProps) {
  const dialog = useRef<HTMLDivElement>(null);
  const grab = useStanding(dialog, anchor, gesture);
  useLayoutEffect(() => {
    const panel = dialog.current;
    if (!panel) return;
    raise(panel);
    // Where something must be written first, the caret waits for it.
    const field = lacksInstruction(choice) ? panel.querySelector('input') : null;
    (field ?? panel).focus({ preventScroll: true });
  }, [gesture]);
  const ticket = state.consent?.ticket;
  useLayoutEffect(() => {
    // When it is answered, its button is gone and the keyboard's focus with it.
    const panel = dialog.current;
    return () => {
      if (ticket && panel?.isConnected && isFocusFree(panel)) panel.focus({ preventScroll: true });
    };
  }, [ticket]);
  useLayoutEffect(() => holdHeight(dialog.current, state));
  return (
    <div
      ref={dialog}
      class="panel"
      role="dialog"
      aria-label={t('panel_label', toolText(choice))}
      lang={t('locale_language')}
      dir={t('locale_direction') === 'rtl' ? 'rtl' : 'ltr'}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && actions.close()}
    >
      <PanelHeader choice={choice} state={state} grab={grab} onClose={actions.close} />
      <ChoiceBar choice={choice} onChange={actions.choose} />
      <ResultView state={state} notice={notice && t(notice)} onGetModel={actions.getModel} />
      {state.consent ? (
        <ConsentView
          key={state.consent.ticket}
          preview={state.consent.preview}
          text={textToSend(state)}
          onEdit={actions.edit}
          onSend={actions.approve}
          onCancel={actions.decline}
          onNever={actions.never}
        />
      ) : (
        <PanelButtons
          state={state}
          actions={actions}
          server={choice.tool === 'share' ? null : server}
        />
      )}
      <div class="grip" onPointerDown={(event) => drag(event, () => grab('resize'))} />
    </div>
  );
}

/** While it is written, it grows and never shrinks: what writes over a draft would make all below it leap. */
function holdHeight(panel: HTMLElement | null, state: JobState): void {
  const isWritten = isRunning(state) && state.text !== '' && !state.consent;
  panel?.style.setProperty('--held', isWritten ? `${panel.offsetHeight}px` : '0px');
}

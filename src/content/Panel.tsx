import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ServerName } from '../core/cloud/settings.ts';
import { type Choice, lacksInstruction } from '../core/tools.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { ChoiceBar } from '../ui/ChoiceBar.tsx';
import { ConsentView } from '../ui/ConsentView.tsx';
import { isFocusFree } from '../ui/focus.ts';
import { type JobState, textToSend } from '../ui/job-state.ts';
import { ResultView } from '../ui/ResultView.tsx';
import { engineText } from '../ui/texts.ts';
import { type PanelActions, PanelButtons } from './PanelButtons.tsx';
import { place } from './placement.ts';

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
  useLayoutEffect(() => {
    const panel = dialog.current;
    if (!panel) return;
    moveBeside(panel, anchor());
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
  return (
    <div
      ref={dialog}
      class="panel"
      role="dialog"
      aria-label={t('app_name')}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && actions.close()}
    >
      <header>
        <h1>{t('app_name')}</h1>
        <p class="engine">{engineText(state)}</p>
        <button type="button" class="close" aria-label={t('button_close')} onClick={actions.close}>
          ×
        </button>
      </header>
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
    </div>
  );
}

function moveBeside(panel: HTMLElement, anchor: DOMRect | null): void {
  // In quirks mode the body stands for the viewport. `innerHeight` would count the scroll bars in.
  const { clientWidth, clientHeight } = document.scrollingElement ?? document.documentElement;
  const viewport = { width: clientWidth, height: clientHeight };
  const { left, maxHeight, ...edge } = place(anchor, panel.offsetWidth, viewport);
  const [top, bottom] = 'top' in edge ? [`${edge.top}px`, 'auto'] : ['auto', `${edge.bottom}px`];
  Object.assign(panel.style, { left: `${left}px`, maxHeight: `${maxHeight}px`, top, bottom });
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ServerName } from '../../core/cloud/settings.ts';
import { type Choice, lacksInstruction } from '../../core/tools.ts';
import { t } from '../../platform/text.ts';
import type { PageActions } from '../../ui/AnswerButtons.tsx';
import { AnswerView } from '../../ui/AnswerView.tsx';
import type { Answers } from '../../ui/answers.ts';
import { isFocusFree } from '../../ui/focus.ts';
import { isRunning, type JobState } from '../../ui/job-state.ts';
import { DeviceDetails } from './DeviceDetails.tsx';
import { drag } from './drag.ts';
import { PanelHeader, toolText } from './PanelHeader.tsx';
import { raise } from './panel-host.ts';
import { useStanding } from './use-standing.ts';

type PanelProps = {
  readonly answers: Answers;
  readonly choice: Choice;
  readonly server: ServerName | null;
  /** Null for a text that can only be read. */
  readonly page: PageActions | null;
  readonly anchor: () => DOMRect | null;
  /** Another number means another gesture: the panel takes the focus and its place anew. */
  readonly gesture: number;
  readonly onNever: (() => void) | null;
  readonly onGetModel: () => void;
  readonly onClose: () => void;
};

export function Panel(props: PanelProps) {
  const { answers, choice, anchor, gesture, onClose } = props;
  const state = answers.state.value;
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
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <PanelHeader choice={choice} state={state} grab={grab} onClose={onClose} />
      <AnswerView
        {...{ answers, choice, server: props.server, page: props.page }}
        onNever={props.onNever}
        onGetModel={props.onGetModel}
        device={choice.tool !== 'share' && <DeviceDetails text={state.original} />}
      />
      <div class="grip" onPointerDown={(event) => drag(event, () => grab('resize'))} />
    </div>
  );
}

/** While it is written, it grows and never shrinks: what writes over a draft would make all below it leap. */
function holdHeight(panel: HTMLElement | null, state: JobState): void {
  const isWritten = isRunning(state) && state.text !== '' && !state.consent;
  panel?.style.setProperty('--held', isWritten ? `${panel.offsetHeight}px` : '0px');
}

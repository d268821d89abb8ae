import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ServerName } from '../core/cloud/settings.ts';
import { lacksInstruction } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import type { PageActions } from '../ui/AnswerButtons.tsx';
import { AnswerView } from '../ui/AnswerView.tsx';
import type { Answers } from '../ui/answers.ts';
import { isFocusFree } from '../ui/focus.ts';
import { engineText } from '../ui/texts.ts';
import { place } from './placement.ts';

type PanelProps = {
  readonly answers: Answers;
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
  const { answers, anchor, gesture, onClose } = props;
  const state = answers.state.value;
  const dialog = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = dialog.current;
    if (!panel) return;
    moveBeside(panel, anchor());
    // Where something must be written first, the caret waits for it.
    const choice = answers.choice.value;
    const field = choice && lacksInstruction(choice) ? panel.querySelector('input') : null;
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
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header>
        <h1>{t('app_name')}</h1>
        <p class="engine">{engineText(state)}</p>
        <button type="button" class="close" aria-label={t('button_close')} onClick={onClose}>
          ×
        </button>
      </header>
      <AnswerView
        {...{ answers, server: props.server, page: props.page }}
        onNever={props.onNever}
        onGetModel={props.onGetModel}
      />
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

import type { Choice } from '../../core/tools.ts';
import { t } from '../../platform/text.ts';
import { isRunning, type JobState } from '../../ui/job-state.ts';
import { engineText, toolTexts } from '../../ui/texts.ts';
import type { Way } from './area.ts';
import { drag } from './drag.ts';
import { MoveButton } from './MoveButton.tsx';
import type { Pull } from './standing.ts';

export function toolText({ tool }: Choice): string {
  return t(toolTexts[tool]);
}

type Props = {
  readonly choice: Choice;
  readonly state: JobState;
  readonly grab: (way: Way) => Pull;
  readonly onClose: () => void;
};

/** What is done, who does it, and where. The panel is moved by it. */
export function PanelHeader({ choice, state, grab, onClose }: Props) {
  const onPointerDown = (event: PointerEvent) => {
    const isOnButton = event.target instanceof Element && event.target.closest('button');
    if (!isOnButton) drag(event, () => grab('move'));
  };
  return (
    <header onPointerDown={onPointerDown}>
      <h1>{toolText(choice)}</h1>
      <p class="engine">{engineText({ choice, ...writerOf(state) })}</p>
      <MoveButton grab={grab} />
      <button type="button" class="icon" aria-label={t('button_close')} onClick={onClose}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
        </svg>
      </button>
    </header>
  );
}

/** Until something is written, who is about to; of a server nothing can be said before it is asked. */
function writerOf(state: JobState) {
  const { engine, planned, model, traffic } = state;
  const isAboutTo = engine === null && planned !== 'cloud' && isRunning(state);
  return { engine: isAboutTo ? planned : engine, model, traffic };
}

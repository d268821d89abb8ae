import { useState } from 'preact/hooks';
import { t } from '../../platform/text.ts';
import type { Way } from './area.ts';
import type { Pull } from './standing.ts';

type Props = { readonly grab: (way: Way) => Pull };

/** In CSS pixels, at each press of an arrow. */
const step = 20;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

/** Moves and resizes the panel by the keyboard: a button that listens to the arrows once it was pressed. */
export function MoveButton({ grab }: Props) {
  const [isMoving, setMoving] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isMoving) return;
    const arrow = arrows[event.key];
    if (arrow) grab(event.shiftKey ? 'resize' : 'move')(...arrow);
    else if (event.key === 'Escape' || event.key === 'Enter') setMoving(false);
    else return;
    event.preventDefault();
    // Here Escape is not the panel's.
    event.stopPropagation();
  };
  return (
    <>
      <button
        type="button"
        class="icon"
        aria-label={t('button_move')}
        aria-pressed={isMoving}
        title={t('button_move')}
        onClick={() => setMoving(!isMoving)}
        onKeyDown={onKeyDown}
        onBlur={() => setMoving(false)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1.5v13M1.5 8h13M6 3.5l2-2 2 2M6 12.5l2 2 2-2M3.5 6l-2 2 2 2M12.5 6l2 2-2 2" />
        </svg>
      </button>
      <p class="hint" aria-live="polite">
        {isMoving && t('move_hint')}
      </p>
    </>
  );
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../platform/text.ts';
import type { Answers } from './answers.ts';
import { offerText } from './engine-words.ts';

/** Asks for the better answer that waits, or that is offered. */
export function BetterButton({ answers }: { readonly answers: Answers }) {
  const offer = answers.offer.value;
  if (!offer) return null;
  const isHeld = answers.isRunning.value;
  return (
    <Leaving onClick={() => answers.better()}>
      {isHeld ? t('button_better_now') : t('button_better', offerText(offer))}
    </Leaving>
  );
}

type Props = { readonly onClick: () => void; readonly children: string };

/** A button that goes at any time, and leaves the keyboard's focus to the one after it. */
function Leaving({ onClick, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const { current } = button;
    return () => {
      const next = current?.nextElementSibling;
      if (current?.matches(':focus') && next instanceof HTMLElement) next.focus();
    };
  }, []);
  return (
    <button ref={button} type="button" onClick={onClick}>
      {children}
    </button>
  );
}

import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Change } from '../core/changes.ts';
import { ChangeBar } from './ChangeBar.tsx';
import { ChangedText, markIn } from './ChangedText.tsx';
import { GrowingText, isAtEnd } from './GrowingText.tsx';
import { isMostlyNew } from './review.ts';
import { hasSelection } from './selection.ts';

type Props = {
  readonly original: string;
  /** Null while there are none to decide about. */
  readonly changes: readonly Change[] | null;
  readonly rejected: ReadonlySet<number>;
  /** With what is accepted. */
  readonly text: string;
  readonly isWriting: boolean;
  /** The person goes through the changes. */
  readonly onTouch: () => void;
  readonly onDecide: (indices: Iterable<number>, isAccepted: boolean) => void;
};

/** An answer as it is written; then as changes that can be taken or left, or as the text that comes of them. */
export function AnswerText(props: Props) {
  const { original, changes, text, isWriting } = props;
  const current = useSignal(0);
  const isPreview = useSignal(true);
  const box = useRef<HTMLElement>(null);
  const scrolled = useRef(0);
  const hadFocus = useRef(false);
  const show = (asPreview: boolean, scrollTop: number) => {
    scrolled.current = scrollTop;
    isPreview.value = asPreview;
  };
  useLayoutEffect(() => {
    current.value = 0;
    const { current: element } = box;
    // Whoever reads in the middle stays there; whoever followed the end begins to look through it.
    hadFocus.current = element?.matches(':focus') ?? false;
    const top = element && !isAtEnd(element) ? element.scrollTop : 0;
    show(changes === null || isReadBetter(original, changes, element), top);
  }, [changes]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = scrolled.current;
    // With the text that had it, the keyboard's focus would be gone.
    if (hadFocus.current) markIn(box.current, current.value)?.focus({ preventScroll: true });
    hadFocus.current = false;
  }, [isPreview.value]);

  const review = changes !== null && changes.length > 0 ? { ...props, changes, current } : null;
  return (
    <>
      {review && (
        <ChangeBar
          {...{ ...review, box, isPreview: isPreview.value }}
          onPreview={(wanted) => show(wanted, box.current?.scrollTop ?? 0)}
        />
      )}
      {review && !isPreview.value ? (
        <ChangedText
          {...{ ...review, box, current: current.value }}
          onCurrent={(index) => {
            props.onTouch();
            current.value = index;
          }}
          onDecide={(index, isAccepted) => props.onDecide([index], isAccepted)}
        />
      ) : (
        text !== '' && <GrowingText {...{ box, text, isWriting }} />
      )}
      {review && <Reason text={review.changes[current.value]?.reason} />}
    </>
  );
}

function Reason({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <p class="reason">{text}</p>;
}

/** Where hardly a word was left, one reads the new text and not what is crossed out; and nobody loses a selection. */
function isReadBetter(
  original: string,
  changes: readonly Change[],
  element: HTMLElement | null,
): boolean {
  return isMostlyNew(original, changes) || (element !== null && hasSelection(element));
}

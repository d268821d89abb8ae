import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../platform/text.ts';
import { writeOver } from './lines.ts';

type Props = {
  readonly box: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly isWriting: boolean;
};

/** Text that grows while it is read. Whoever has scrolled up stays there; the end is followed by whoever is at it. */
export function GrowingText({ box, text, isWriting }: Props) {
  const shown = useRef('');
  useLayoutEffect(() => {
    const { current: element } = box;
    if (!element) return;
    const isFollowed = isAtEnd(element);
    writeOver(element, shown.current, text);
    shown.current = text;
    if (isWriting && isFollowed) element.scrollTop = element.scrollHeight;
  }, [text]);
  return (
    <section
      ref={box}
      class="text"
      aria-label={t('result_label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without the focus no key could scroll it
      tabIndex={0}
      // Its language is not that of the words around it, and not known here.
      lang=""
      dir="auto"
    />
  );
}

export function isAtEnd({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < 4;
}

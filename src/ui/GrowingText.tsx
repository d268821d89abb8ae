import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../platform/text.ts';
import { writeOver } from './lines.ts';

/** Text that grows while it is read. Whoever has scrolled up stays there; the end is followed by whoever is at it. */
export function GrowingText({ text, isWriting }: { text: string; isWriting: boolean }) {
  const element = useRef<HTMLElement>(null);
  const shown = useRef('');
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4;
    writeOver(box, shown.current, text);
    shown.current = text;
    if (isWriting && isAtEnd) box.scrollTop = box.scrollHeight;
  }, [text]);
  return (
    <section
      ref={element}
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

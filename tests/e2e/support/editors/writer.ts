import { capture, focusedElement } from '../../../../src/content/capture.ts';
import type { Target } from '../../../../src/content/target/target.ts';

/** For tests: what the panel does with a target, without a panel. */
let target: Target | null = null;

Object.assign(globalThis, {
  writer: {
    capture(): string | null {
      const captured = capture('auto', focusedElement());
      target = captured === 'page' ? null : captured;
      return target?.text ?? null;
    },
    canWrite: () => Boolean(target?.writer),
    replace: (text: string) => target?.writer?.replace(text) ?? null,
    insertBelow: (text: string) => target?.writer?.insertBelow?.(text) ?? null,
  },
});

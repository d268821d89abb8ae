type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const moves: Readonly<Record<string, (current: number, count: number) => number>> = {
  ArrowDown: (current) => current + 1,
  ArrowRight: (current) => current + 1,
  ArrowUp: (current) => current - 1,
  ArrowLeft: (current) => current - 1,
  Home: () => 0,
  End: (_current, count) => count - 1,
};

const decisions: Readonly<Record<string, (isAccepted: boolean) => boolean>> = {
  ' ': (isAccepted) => !isAccepted,
  enter: (isAccepted) => !isAccepted,
  a: () => true,
  r: () => false,
};

/** The change that a key goes to, maybe one beyond the ends; null for other keys. */
export function moveOf(key: Key, current: number, count: number): number | null {
  return hasModifier(key) ? null : (moves[key.key]?.(current, count) ?? null);
}

/** Whether a key makes an accepted or rejected change accepted; null for other keys. */
export function decisionOf(key: Key, isAccepted: boolean): boolean | null {
  return hasModifier(key) ? null : (decisions[key.key.toLowerCase()]?.(isAccepted) ?? null);
}

function hasModifier({ ctrlKey, metaKey, altKey }: Key): boolean {
  return ctrlKey || metaKey || altKey;
}

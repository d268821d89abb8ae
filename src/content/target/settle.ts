/** Resolves when the page has heard of a new selection, which it does after the fact. */
export function heardOfSelection(): Promise<void> {
  return new Promise((resolve) => {
    const heard = () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', heard);
      // After the listeners of the page that were there before this one, and what they put off.
      setTimeout(resolve);
    };
    const timer = setTimeout(heard, selectionMs);
    document.addEventListener('selectionchange', heard);
  });
}

/** Where the selection was there already, no event comes. */
const selectionMs = 40;

/** Resolves with whether `holds` came true, asked again and again as the page gets on with its work. */
export async function comesTrue(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    if (holds()) return true;
    if (performance.now() > deadline) return false;
    await pause(pollMs);
  }
}

const pollMs = 5;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Calls `listener` when the person leaves what the page showed: another page, or another view of a single-page
 * application. Jumping to an anchor is reading on, not leaving.
 */
export function onLeave(listener: () => void): void {
  window.addEventListener('pagehide', listener);
  window.navigation?.addEventListener('navigate', (event) => {
    if (event.hashChange && !isRoute(event.destination.url)) return;
    if (event.downloadRequest === null) listener();
  });
}

/** Some applications keep their views behind the hash: `#/inbox`, `#!/inbox`. */
function isRoute(url: string): boolean {
  return /^#!?\//.test(new URL(url).hash);
}

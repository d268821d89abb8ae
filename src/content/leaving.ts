/**
 * Calls `listener` when the person leaves what the page showed: another page, or another view of a single-page
 * application. Following an anchor, a download or a `mailto:` is not leaving.
 */
export function onLeave(listener: () => void): void {
  window.addEventListener('pagehide', listener);
  // After the fact: a navigation that only begins may still be canceled, or turn out to be a download.
  window.navigation?.addEventListener('currententrychange', ({ from, navigationType }) => {
    if (!from.url) return;
    const isReplaced = navigationType === 'replace';
    if (isOtherView(new URL(from.url), location, isReplaced)) listener();
  });
}

type Place = { readonly pathname: string; readonly search: string; readonly hash: string };

/** `isReplaced`: without a new entry in the history. So do applications note a state, such as what is typed into a search. */
export function isOtherView(from: Place, to: Place, isReplaced: boolean): boolean {
  if (from.pathname !== to.pathname) return true;
  if (from.search !== to.search && !isReplaced) return true;
  return from.hash !== to.hash && isRoute(to.hash);
}

/** Some applications keep their views behind the hash: `#/inbox`, `#!/inbox`. */
function isRoute(hash: string): boolean {
  return /^#!?\//.test(hash);
}

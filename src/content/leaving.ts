/**
 * Calls `listener` when the person leaves what the page showed: another page, or another view of a single-page
 * application. Following an anchor, a download or a `mailto:` is not leaving.
 */
export function onLeave(listener: () => void): void {
  window.addEventListener('pagehide', listener);
  window.navigation?.addEventListener('navigate', ({ destination }) => {
    // A navigation to another document may still come to nothing; when it does not, `pagehide` tells.
    if (destination.sameDocument && isOtherView(location, new URL(destination.url))) listener();
  });
}

type Place = { readonly pathname: string; readonly search: string; readonly hash: string };

/** Applications also replace the address by itself, to keep a state with it: that shows nothing else. */
export function isOtherView(from: Place, to: Place): boolean {
  if (from.pathname !== to.pathname || from.search !== to.search) return true;
  return from.hash !== to.hash && isRoute(to.hash);
}

/** Some applications keep their views behind the hash: `#/inbox`, `#!/inbox`. */
function isRoute(hash: string): boolean {
  return /^#!?\//.test(hash);
}

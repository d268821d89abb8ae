/** Tokens of `autocomplete` with which a field says that it holds what nobody else may read. */
const secrets = /^(?:one-time-code|current-password|new-password|cc-.+)$/;

/** Its selection reads as bullets, or as somebody's card; but even their number is nobody's business. */
export function isSecret(element: Element | null): boolean {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement))
    return false;
  if (element.type === 'password') return true;
  const tokens = element.getAttribute('autocomplete')?.trim().toLowerCase().split(/\s+/) ?? [];
  return tokens.some((token) => secrets.test(token));
}

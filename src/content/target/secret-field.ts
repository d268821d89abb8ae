/** Tokens of `autocomplete` with which a field says that it holds what nobody else may read. */
const secrets = /^(?:one-time-code|current-password|new-password|cc-.+)$/;

/** A page that shows a password has made a plain field of it, and nothing but its names tells what it was. */
const passwordName = /passw|pwd/i;

/** Those that were one when somebody asked there before. */
const passwords = new WeakSet<Element>();

/** Its selection reads as bullets, or as somebody's card; but even their number is nobody's business. */
export function isSecret(element: Element | null): boolean {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement))
    return false;
  if (element instanceof HTMLInputElement && isPassword(element)) return true;
  const tokens = element.getAttribute('autocomplete')?.trim().toLowerCase().split(/\s+/) ?? [];
  return isDrawnAsDots(element) || tokens.some((token) => secrets.test(token));
}

function isPassword(input: HTMLInputElement): boolean {
  if (input.type === 'password') passwords.add(input);
  return passwords.has(input) || passwordName.test(`${input.name} ${input.id}`);
}

/** By a page that wants a password without the browser's offer to keep it. */
function isDrawnAsDots(element: Element): boolean {
  return getComputedStyle(element).getPropertyValue('-webkit-text-security') !== 'none';
}

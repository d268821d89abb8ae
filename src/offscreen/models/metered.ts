/** The person asked the browser to save data: what they did not just agree to is not fetched. */
export function isMetered(): boolean {
  return navigator.connection?.saveData ?? false;
}

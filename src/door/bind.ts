/**
 * Lets this frame reach one origin and no other, redirects included, for as long as it lives: a policy can be added to a
 * document, and none taken away. Without an origin it reaches nothing.
 */
export function bindTo(origin: string): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src ${URL.canParse(origin) ? new URL(origin).origin : "'none'"}`;
  document.head.append(policy);
}

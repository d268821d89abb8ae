/** What is kept of the browser's sessions: to create one takes it seconds. */
export class Sessions<Session extends { destroy(): void }> {
  readonly #kept = new Map<string, Session>();

  /** The one that was created with these options, or a new one. */
  async get(options: object, create: () => Promise<Session>): Promise<Session> {
    const key = JSON.stringify(options);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    // One of each kind at most: another language or another length takes the place of the last.
    this.close();
    const session = await create();
    this.#kept.set(key, session);
    return session;
  }

  close(): void {
    for (const session of this.#kept.values()) session.destroy();
    this.#kept.clear();
  }
}

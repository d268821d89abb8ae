/** The least that a stream needs of a connection; `runtime.Port`, `MessagePort` and the tests' fakes are fitted to it. */
export type Port = {
  post(message: unknown): void;
  /** At most one listener each: a second one would split a stream's frames between two readers. */
  onMessage(listener: (message: unknown) => void): void;
  /** Not called for one's own `disconnect()`. */
  onDisconnect(listener: () => void): void;
  disconnect(): void;
};

/**
 * Opens a server to this machine alone.
 * @param {import('node:http').Server} server
 * @param {number} port 0 takes a free one
 * @returns {Promise<number>} the port
 */
export async function listen(server, port) {
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/**
 * Gone at once, what is under way included.
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
export function close(server) {
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => server.close(() => resolve()));
  // A browser keeps connections open for minutes, and close() would wait for them.
  server.closeAllConnections();
  return closed;
}

/** What a stream brings. Leaving the loop cancels it. */
export async function* piecesOf(
  stream: ReadableStream<string>,
): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

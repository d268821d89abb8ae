/**
 * A script that puts a double in the place of the browser's own models, in the document where it runs: no browser for
 * tests brings any. It writes what it was asked last into `builtInAsked`, and says words that only it would say, or those in
 * `builtInWords`. It waits for the promises `builtInReadiness` and `builtInGate` before it says how it is, and each word.
 */
export function builtInDouble(availability: 'available' | 'downloadable'): string {
  return `{
    globalThis.builtInAsked = [];
    globalThis.builtInAvailability = ${JSON.stringify(availability)};
    const streamOf = (words, signal) => new ReadableStream({
      async start(controller) {
        try {
          for (const word of globalThis.builtInWords ?? words) {
            await globalThis.builtInGate;
            signal.throwIfAborted();
            controller.enqueue(word);
            await new Promise((resolve) => setTimeout(resolve, 30));
          }
          controller.close();
        } catch (thrown) { builtInAsked.push('aborted'); controller.error(thrown); }
      },
    });
    const download = async (monitor) => {
      if (!monitor) return;
      const target = new EventTarget();
      monitor(target);
      for (const loaded of [0, 0.25, 0.5]) target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
      await new Promise((resolve) => { globalThis.endDownload = resolve; });
    };
    const factory = (make) => ({
      availability: async () => {
        await globalThis.builtInReadiness;
        return builtInAvailability;
      },
      create: async (options) => {
        if (builtInAvailability === 'downloadable') await download(options.monitor);
        return make(options);
      },
    });
    const session = () => ({
      contextUsage: 60, contextWindow: 4000,
      measureContextUsage: async (prompt) => prompt.length / 4,
      promptStreaming: (prompt, { signal }) => {
        builtInAsked.push(prompt);
        return streamOf(['Here is the rewritten text:\\n\\n', 'The mill ', 'is old', '. It ', 'is a ', 'doubled ', 'answer.'], signal);
      },
      clone: async () => session(),
      destroy() {},
    });
    globalThis.LanguageModel = factory(session);
    globalThis.Summarizer = factory(() => ({
      inputQuota: 4000, measureInputUsage: async (text) => text.length / 4,
      summarizeStreaming: (text, { signal }) => {
        builtInAsked.push(text);
        return streamOf(['* The mill ', 'is old.\\n', '* It is a doubled summary.'], signal);
      },
      destroy() {},
    }));
  }`;
}

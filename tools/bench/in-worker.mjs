/**
 * Functions that are written out and run in a page of Sotto, which starts a worker of the package as the engine room does
 * and speaks the protocol's frames with it: each must hold all that it needs.
 */

/**
 * @typedef {import('../../src/core/models/corrected-speed.ts').RunTimes} RunTimes
 * @typedef {import('../../src/core/prompts.ts').Prompt} Prompt
 * @typedef {{ script: string, weightsUrl: string, file: string, threads: number, prompt: Prompt, runs: number }} CpuQuestion
 */

/**
 * What llama.cpp measured of each answer. Each text begins otherwise: what is known from the last one would not be read.
 * @param {CpuQuestion} question
 * @returns {Promise<RunTimes[]>}
 */
export async function answersOnCpu({ script, weightsUrl, file, threads, prompt, runs }) {
  const worker = new Worker(script, { type: 'module' });
  /** @param {string} verb @param {unknown} args @returns {Promise<any>} the last item */
  const ask = (verb, args) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      /** @type {unknown} */
      let last = null;
      port1.onmessage = ({ data }) => {
        if (data.item) last = data.item;
        if (data.error) reject(new Error(`${data.error.code}: ${data.error.message}`));
        if (data.end) resolve(last);
      };
      worker.postMessage({ verb }, [port2]);
      port1.postMessage({ args });
    });
  const url = `${weightsUrl}/resolve/main/${file}`;
  const cache = await caches.open('webllm/model');
  if (!(await cache.match(url))) await cache.put(url, await fetch(url));
  await ask('load', { weightsUrl, file, contextTokens: 2048, threads, thinks: true });
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const user = `${run}. ${prompt.user}`;
    times.push(
      (await ask('generate', { ...prompt, system: `${run} ${prompt.system}`, user })).times,
    );
  }
  worker.terminate();
  return times;
}

/**
 * How long the rules took for each text, the first one with their dictionary.
 * @param {{ script: string, texts: string[] }} question
 * @returns {Promise<number[]>} ms
 */
export async function timesOfRules({ script, texts }) {
  const worker = new Worker(script, { type: 'module' });
  const times = [];
  for (const text of texts) {
    const begin = performance.now();
    await new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.error) reject(new Error(data.error.message));
        if (data.end) resolve(null);
      };
      worker.postMessage({ verb: 'lint' }, [port2]);
      port1.postMessage({ args: { text, dialects: ['American', 'British'] } });
    });
    times.push(performance.now() - begin);
  }
  worker.terminate();
  return times;
}

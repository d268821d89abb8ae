import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * WebLLM in a plain web page, without any of Sotto: what it answers, and how fast, is what Sotto's engine is held
 * against. Once `globalThis.ready` has resolved, `globalThis.answer(prompt)` gives a `DirectAnswer`.
 *
 * @typedef {object} DirectAnswer
 * @property {string} text
 * @property {number} tokens
 * @property {{ text: string, atMs: number }[]} pieces as they came
 * @property {number} endMs by the same clock
 * @property {number} promptTokens
 * @property {{ prefill: number, decode: number }} speed in tokens/s, as WebLLM itself measures it
 */

/** The page among the files. */
export const directPage = 'direct.html';

/**
 * @param {string} root the project's folder
 * @param {string} model address that `/resolve/main/<file>` is put after
 * @returns {Record<string, string>} the page's files by name, to be served at the top of a host of their own
 */
export function directPageFiles(root, model) {
  const library = (/** @type {string} */ path) =>
    readFileSync(join(root, 'node_modules', path), 'utf8');
  return {
    [directPage]: html,
    'direct.js': script(model),
    'web-llm.js': library('@mlc-ai/web-llm/lib/index.js'),
    'loglevel.js': asModule(library('loglevel/lib/loglevel.js')),
  };
}

/**
 * WebLLM's only import is CommonJS.
 * @param {string} commonJs
 */
function asModule(commonJs) {
  return `const module = { exports: {} };
(function (module, exports) {${commonJs}
}).call(globalThis, module, module.exports);
export default module.exports;`;
}

const html = `<!doctype html><title>WebLLM alone</title>
<script type="importmap">{ "imports": { "loglevel": "/loglevel.js" } }</script>
<script type="module" src="/direct.js"></script>`;

/** @param {string} model */
const script = (model) => `
import { CreateMLCEngine } from '/web-llm.js';
const appConfig = {
  cacheBackend: 'cache',
  model_list: [{ model_id: 'm', model: '${model}', model_lib: '${model}/resolve/main/model.wasm' }],
};
const loading = CreateMLCEngine('m', { appConfig, logLevel: 'SILENT' });
globalThis.ready = loading.then(() => true);
globalThis.answer = async ({ system, user, temperature, maxTokens }) => {
  const engine = await loading;
  const chunks = await engine.chat.completions.create({
    messages: [{ role: 'system', content: system }, { role: 'user', content: user }],
    stream: true,
    stream_options: { include_usage: true },
    temperature,
    max_tokens: maxTokens,
    extra_body: { enable_thinking: false },
  });
  const pieces = [];
  let usage;
  for await (const chunk of chunks) {
    const text = chunk.choices[0]?.delta?.content;
    if (text) pieces.push({ text, atMs: performance.now() });
    if (chunk.usage) usage = chunk.usage;
  }
  const endMs = performance.now();
  const { prefill_tokens_per_s: prefill, decode_tokens_per_s: decode } = usage.extra;
  return {
    text: pieces.map(({ text }) => text).join(''),
    tokens: usage.completion_tokens,
    pieces,
    endMs,
    promptTokens: usage.prompt_tokens,
    speed: { prefill, decode },
  };
};
`;

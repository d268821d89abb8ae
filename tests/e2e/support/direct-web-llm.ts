import { readFileSync } from 'node:fs';
import type { Prompt } from '../../../src/core/prompts.ts';
import { localModelPort } from '../../../tools/local-model/port.mjs';
import { modelName, type Page, type Sotto } from './sotto.ts';

export type DirectAnswer = {
  readonly text: string;
  readonly tokens: number;
  /** From the first token to the last. */
  readonly decodeMs: number;
};

/** WebLLM in a plain web page, without any of Sotto: what it answers is what Sotto's engine has to answer. */
export type DirectWebLlm = {
  readonly answer: (prompt: Prompt) => Promise<DirectAnswer>;
  readonly close: () => Promise<void>;
};

export async function openDirectWebLlm(sotto: Sotto): Promise<DirectWebLlm> {
  const { pages } = sotto;
  const script = { 'content-type': 'text/javascript' };
  pages.put('/web-llm.js', library('@mlc-ai/web-llm/lib/index.js'), script);
  pages.put('/loglevel.js', asModule(library('loglevel/lib/loglevel.js')), script);
  pages.put('/direct.js', directScript, script);
  const page = await sotto.open(pages.put('/direct', directHtml));
  await page.evaluate('globalThis.ready');
  return {
    answer: (prompt) => page.evaluate<DirectAnswer>(`globalThis.answer(${JSON.stringify(prompt)})`),
    close: () => sotto.close(page satisfies Page),
  };
}

function library(path: string): string {
  return readFileSync(`node_modules/${path}`, 'utf8');
}

/** WebLLM's only import is CommonJS. */
function asModule(commonJs: string): string {
  return `const module = { exports: {} };
(function (module, exports) {${commonJs}
}).call(globalThis, module, module.exports);
export default module.exports;`;
}

const directHtml = `<!doctype html><title>WebLLM alone</title>
<script type="importmap">{ "imports": { "loglevel": "/loglevel.js" } }</script>
<script type="module" src="/direct.js"></script>`;

const model = `http://127.0.0.1:${localModelPort}/${modelName}`;

const directScript = `
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
  let text = '';
  let tokens = 0;
  let first = 0;
  for await (const chunk of chunks) {
    const piece = chunk.choices[0]?.delta?.content;
    if (piece) {
      first ||= performance.now();
      text += piece;
    }
    if (chunk.usage) tokens = chunk.usage.completion_tokens;
  }
  return { text, tokens, decodeMs: performance.now() - first };
};
`;

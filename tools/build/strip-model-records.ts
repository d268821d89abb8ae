import type { Plugin } from 'vite';

const begin = 'const prebuiltAppConfig = {';
const end = '\n};\n';
const prefix = /const modelLibURLPrefix = "https:\/\/[^"]+";/;

/**
 * Takes WebLLM's own list of models out of the bundle. Sotto has a catalog of its own and ships its libraries; the list
 * names a script host for each of its entries, which is what the Chrome Web Store's reviewers look for as remotely
 * hosted code. Fails when the package has changed, so that it cannot come back unseen.
 */
export function stripModelRecords(): Plugin {
  return {
    name: 'sotto:strip-model-records',
    transform: {
      filter: { id: /@mlc-ai\/web-llm\/lib\/index\.js/ },
      handler(code) {
        const from = code.indexOf(begin);
        const to = code.indexOf(end, from);
        if (from < 0 || to < 0 || !prefix.test(code))
          this.error('WebLLM has another shape than expected: look at its prebuiltAppConfig.');
        const stripped = `${code.slice(0, from)}const prebuiltAppConfig = { model_list: [] };\n${code.slice(to + end.length)}`;
        return { code: stripped.replace(prefix, 'const modelLibURLPrefix = "";'), map: null };
      },
    },
  };
}

import { build, type Plugin, type ResolvedConfig } from 'vite';

/** The oldest browser that the manifest lets in. For older ones `light-dark()` would be imitated, which `!important` breaks. */
export const cssTarget = 'chrome137';

/** Scripts that `executeScript` puts into pages, by the file name that `src/platform/frames.ts` gives. */
const entries = {
  'content.js': 'src/content/content.ts',
  'reader.js': 'src/content/reader.ts',
  'status.js': 'src/content/status.tsx',
};

/**
 * Builds each injected script as one classic file. As an entry of the main build it would share chunks with the pages
 * and have to be web accessible, and CRXJS's own way makes it readable by every site.
 */
export function injectedScripts(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'sotto:injected-scripts',
    apply: 'build',
    configResolved: (resolved) => {
      config = resolved;
    },
    buildStart() {
      for (const entry of Object.values(entries)) this.addWatchFile(entry);
    },
    async generateBundle() {
      for (const [fileName, entry] of Object.entries(entries)) {
        const source = await bundle(config, entry);
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

async function bundle({ root, mode, define, oxc }: ResolvedConfig, entry: string): Promise<string> {
  const output = await build({
    root,
    mode,
    define: define ?? {},
    oxc,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      modulePreload: false,
      target: 'es2023',
      cssTarget,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const [result] = [output].flat();
  if (!result || !('output' in result)) throw new Error(`No output for ${entry}.`);
  const chunks = result.output.filter((file) => file.type === 'chunk');
  const [chunk] = chunks;
  if (chunks.length !== 1 || !chunk) throw new Error(`${entry} must be one file.`);
  return chunk.code;
}

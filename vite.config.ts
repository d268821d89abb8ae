import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { cssTarget, injectedScripts } from './tools/build/injected-scripts.ts';
import { type LocalModel, localModelHosts, readLocalModel } from './tools/build/local-model.ts';
import { stripModelRecords } from './tools/build/strip-model-records.ts';
import { verifiedLibraries } from './tools/build/verified-libraries.ts';
import { patchedWllama, wllamaFiles } from './tools/build/wllama-files.ts';

/**
 * `vite build` makes the product in `dist/`. `--mode test` makes a test build in `dist-test/`, which differs in exactly
 * three things: a local model stands in the catalog, its host under two names in the CSP, and a software adapter counts
 * as a GPU. SOTTO_LOCAL_MODEL names the model's folder, SOTTO_OUT another output folder.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const isTest = mode === 'test';
  const { env } = process;
  const local = isTest
    ? readLocalModel(env.SOTTO_LOCAL_MODEL ?? 'tests/fixtures/tiny-llama')
    : null;
  const verified = await verifiedLibraries(import.meta.dirname);
  const libraries = local ? [...verified, local.entry.f32.library] : verified;
  return {
    plugins: [
      crx({ manifest: manifestFor(local) as ManifestV3Export }),
      injectedScripts(),
      wllamaFiles(),
      ...(local ? [shipLibrary(local)] : []),
    ],
    worker: { format: 'es', plugins: () => [stripModelRecords(), patchedWllama()] },
    define: {
      __MODEL_LIBRARIES__: JSON.stringify(libraries),
      __LOCAL_MODELS__: JSON.stringify(
        local ? [local.entry, local.cpuEntry].filter((one) => one !== null) : [],
      ),
      __SOFTWARE_GPU__: JSON.stringify(isTest),
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: env.SOTTO_OUT ?? (isTest ? 'dist-test' : 'dist'),
      emptyOutDir: true,
      target: 'es2023',
      cssTarget,
      modulePreload: false,
      rolldownOptions: { input: { offscreen: 'src/offscreen/offscreen.html' } },
    },
  };
});

function manifestFor(local: LocalModel | null): typeof manifest {
  if (!local) return manifest;
  const { content_security_policy: policies } = manifest;
  const widened = policies.extension_pages.replace(
    "connect-src 'self'",
    `connect-src 'self' ${localModelHosts.join(' ')}`,
  );
  return { ...manifest, content_security_policy: { ...policies, extension_pages: widened } };
}

function shipLibrary({ entry, library }: LocalModel): Plugin {
  return {
    name: 'sotto:ship-local-library',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: `model-libs/${entry.f32.library}`,
        source: library,
      });
    },
  };
}

import { existsSync, readdirSync } from 'node:fs';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { injectedScripts } from './tools/build/injected-scripts.ts';
import { type LocalModel, localModelHost, readLocalModel } from './tools/build/local-model.ts';
import { stripModelRecords } from './tools/build/strip-model-records.ts';

const libraries = 'public/model-libs';

/**
 * `vite build` makes the product in `dist/`. `--mode test` makes a test build in `dist-test/`, which differs in exactly
 * three things: a local model stands in the catalog, its host in the CSP, and a software adapter counts as a GPU.
 * SOTTO_LOCAL_MODEL names the model's folder, SOTTO_OUT another output folder.
 */
export default defineConfig(({ mode }) => {
  const isTest = mode === 'test';
  const { env } = process;
  const local = isTest
    ? readLocalModel(env.SOTTO_LOCAL_MODEL ?? 'tests/fixtures/tiny-llama')
    : null;
  return {
    plugins: [
      crx({ manifest: manifestFor(local) as ManifestV3Export }),
      injectedScripts(),
      ...(local ? [shipLibrary(local)] : []),
    ],
    worker: { format: 'es', plugins: () => [stripModelRecords()] },
    define: {
      __MODEL_LIBRARIES__: JSON.stringify(librariesFor(local)),
      __LOCAL_MODEL__: JSON.stringify(local?.entry ?? null),
      __SOFTWARE_GPU__: JSON.stringify(isTest),
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: env.SOTTO_OUT ?? (isTest ? 'dist-test' : 'dist'),
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: { offscreen: 'src/offscreen/offscreen.html' } },
    },
  };
});

function manifestFor(local: LocalModel | null): typeof manifest {
  if (!local) return manifest;
  const policy = manifest.content_security_policy.extension_pages;
  const widened = policy.replace("connect-src 'self'", `connect-src 'self' ${localModelHost}`);
  return { ...manifest, content_security_policy: { extension_pages: widened } };
}

function librariesFor(local: LocalModel | null): string[] {
  const fetched = existsSync(libraries)
    ? readdirSync(libraries).filter((name) => name.endsWith('.wasm'))
    : [];
  return local ? [...fetched, local.entry.f32.library] : fetched;
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

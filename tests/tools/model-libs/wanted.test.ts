import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { wantedLibraries } from '../../../tools/model-libs/wanted.mjs';

const root = resolve(import.meta.dirname, '../../..');

it("takes the address of a library from WebLLM's own records", async () => {
  const { webLlm, wanted } = await wantedLibraries(root, undefined);
  const binaries =
    'https://raw.githubusercontent.com/mlc-ai/binary-mlc-llm-libs/main/web-llm-models';
  expect(wanted[0]).toEqual({
    library: 'SmolLM2-360M-Instruct-q4f16_1_cs1k-webgpu.wasm',
    url: `${binaries}/v${webLlm.replaceAll('.', '_')}/base/SmolLM2-360M-Instruct-q4f16_1_cs1k-webgpu.wasm`,
    modelIds: ['SmolLM2-360M-Instruct-q4f16_1-MLC'],
  });
});

it('takes it from the mirror when one is named', async () => {
  const { wanted } = await wantedLibraries(root, 'https://mirror.example/libs');
  expect(wanted[0]?.url).toBe(
    'https://mirror.example/libs/SmolLM2-360M-Instruct-q4f16_1_cs1k-webgpu.wasm',
  );
});

it('refuses a mirror that is no address', async () => {
  await expect(wantedLibraries(root, 'mirror')).rejects.toThrow('not an address: mirror');
});

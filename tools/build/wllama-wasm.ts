import { changed } from './wllama-patch.ts';

/**
 * Four numbers of which llama.cpp's server sets out with the last as MiB for prompts that were answered: one instruction, up
 * to that which stores them.
 */
const defaults = Buffer.from(
  'fd0c 20000000 00000000 00200000 00200000 fd0b'.replaceAll(' ', ''),
  'hex',
);
const cacheMib = 14;

/**
 * The server keeps a copy of all that it knows of each prompt, 110 KB for a token of Qwen3 0.6B, until they fill eight
 * gigabytes; and wllama has no word for it. What it read last it still does not read again.
 */
export function withoutPromptCache(wasm: Buffer): Buffer {
  const at = wasm.indexOf(defaults);
  if (at < 0 || wasm.indexOf(defaults, at + 1) >= 0) throw changed('the defaults of its wasm');
  const patched = Buffer.from(wasm);
  patched.writeUInt32LE(0, at + cacheMib);
  return patched;
}

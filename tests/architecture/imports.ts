import { posix } from 'node:path';
import { type Kind, type Named, namedModules, type SourceFile } from './named-modules.ts';

/** A folder of `src/`, and the other folders of `src/` that its files may import. */
export type Table = ReadonlyMap<string, readonly string[]>;

/** Packages that bring powers or weight, and the one folder that may have them. */
const keptPackages: readonly { name: string; folder: string; kinds: readonly Kind[] }[] = [
  // Throws where there is no `chrome.runtime.id`: in the worker, the door, in Node.
  { name: 'webextension-polyfill', folder: 'platform', kinds: ['value', 'type'] },
  // 6 MB: as a value it belongs into the worker's chunk alone.
  { name: '@mlc-ai/web-llm', folder: 'worker', kinds: ['value'] },
  { name: '@wllama/wllama', folder: 'worker', kinds: ['value'] },
  { name: 'harper.js', folder: 'worker', kinds: ['value'] },
];

/** Files that a folder may name although the table does not say so. */
const exceptions: readonly { folder: string; target: string; kinds: readonly Kind[] }[] = [
  // Starting a worker is naming its file; importing it would run it in the wrong room.
  { folder: 'offscreen', target: 'src/worker/model/model-host.ts', kinds: ['url'] },
  { folder: 'offscreen', target: 'src/worker/cpu/cpu-host.ts', kinds: ['url'] },
  { folder: 'offscreen', target: 'src/worker/download/downloader.ts', kinds: ['url'] },
  { folder: 'offscreen', target: 'src/worker/measure/gauge.ts', kinds: ['url'] },
  { folder: 'offscreen', target: 'src/worker/proofread/proofreader.ts', kinds: ['url'] },
  // The keys of the texts are a type, so that a missing text does not compile.
  { folder: 'platform', target: 'public/_locales/en/messages.json', kinds: ['value', 'type'] },
];

/** Each import that the table forbids, as a line that names the file, the import and the reason. */
export function violations(files: readonly SourceFile[], table: Table): string[] {
  return files.flatMap((file) => {
    const folder = folderOf(file.path);
    const allowed = table.get(folder ?? '');
    if (!folder || !allowed) return [`${file.path}: stands in no folder of the table`];
    return namedModules(file).flatMap((named) => {
      const reason = objection(file.path, folder, allowed, named);
      return reason ? [`${file.path} ${verb[named.kind]} ${named.specifier}: ${reason}`] : [];
    });
  });
}

const verb: Record<Kind, string> = { value: 'imports', type: 'imports the type', url: 'names' };

function objection(
  path: string,
  folder: string,
  allowed: readonly string[],
  { specifier, kind }: Named,
): string | null {
  if (specifier === null) return 'only a literal path tells which room it reaches into';
  if (/^[#@~]\//.test(specifier) || specifier.startsWith('#')) return 'no path aliases';
  // Vite's `?url` and the like change what is done with a module, not which one it is.
  const [module = ''] = specifier.split('?');
  const target = resolve(path, module);
  if (target === null) return packageObjection(folder, module, kind);
  const excepted = exceptions.find((one) => one.folder === folder && one.target === target);
  if (excepted) return excepted.kinds.includes(kind) ? null : `may only be named by new URL`;
  const other = folderOf(target);
  if (other === null) return 'lies outside the rooms';
  if (other === folder || allowed.includes(other)) return null;
  return `${folder} may import ${allowed.join(', ') || 'no other folder'}`;
}

function packageObjection(folder: string, specifier: string, kind: Kind): string | null {
  for (const kept of keptPackages) {
    const isIt = specifier === kept.name || specifier.startsWith(`${kept.name}/`);
    if (isIt && folder !== kept.folder && kept.kinds.includes(kind)) {
      return `only ${kept.folder} may import it`;
    }
  }
  return null;
}

/** The path from the project's folder; `null` for a package. */
function resolve(path: string, module: string): string | null {
  if (module.startsWith('/')) return posix.normalize(module.slice(1));
  return module.startsWith('.') ? posix.join(posix.dirname(path), module) : null;
}

function folderOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

import * as v from 'valibot';
import { parseJson } from '../download/complaint.ts';
import { AppError } from '../errors.ts';
import { chatConfig, configFile, listFile, modelFiles, tensorCache } from './files.ts';

/**
 * Names of the files that make a model, out of a folder that may hold others.
 * @param names all names in the folder
 * @param read a file's text
 * @throws `import-incomplete` where it is no model's folder, or lacks something
 */
export async function importedFiles(
  names: readonly string[],
  read: (name: string) => Promise<string>,
): Promise<readonly string[]> {
  const present = new Set(names);
  const json = async (name: string) =>
    present.has(name) ? parseJson(await read(name)) : undefined;
  const list = v.safeParse(tensorCache, await json(listFile));
  const config = v.safeParse(chatConfig, await json(configFile));
  const files = list.success && config.success ? modelFiles(list.output, config.output) : null;
  if (files === null)
    throw new AppError('import-incomplete', `${listFile} or ${configFile} is missing or damaged.`);
  const missing = files.filter((name) => !present.has(name));
  if (missing.length > 0) throw new AppError('import-incomplete', `Missing: ${missing.join(', ')}`);
  return files;
}

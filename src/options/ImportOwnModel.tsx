import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { parseJson } from '../core/download/complaint.ts';
import { AppError } from '../core/errors.ts';
import { configFile, listFile } from '../core/models/files.ts';
import { type OwnModel, ownId, withOwnModel } from '../core/models/own-model.ts';
import type { Recognized } from '../core/models/recognize.ts';
import { call } from '../platform/messaging/calls.ts';
import { request, stream } from '../platform/messaging/streams.ts';
import { t } from '../platform/text.ts';
import { errorText } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ImportButton } from './ImportButton.tsx';
import { ownProblemTexts } from './own-problems.ts';

const always = new AbortController().signal;

type Usable = Exclude<Recognized, { kind: 'none' }>;
type Props = { readonly models: readonly OwnModel[] };

/** Adds a model out of a folder: the catalog's where it is a copy of that, else as the person's own. */
export function ImportOwnModel({ models }: Props) {
  const usable = useRef<Usable | null>(null);
  const problem = useSignal<string | null>(null);
  // Copying takes minutes, in which others may be added or removed.
  const latest = useRef(models);
  latest.current = models;
  const start = async () => {
    const taken = usable.current;
    if (!taken) return;
    const error = await attempt((signal) => takenIn(signal, taken, latest.current));
    problem.value = error && errorText(error);
  };
  const place = async (folder: readonly File[]) => {
    const recognized = await recognizeFolder(folder);
    usable.current = recognized.kind === 'none' ? null : recognized;
    problem.value = recognized.kind === 'none' ? t(ownProblemTexts[recognized.problem]) : null;
    return usable.current && weightsUrlOf(usable.current);
  };
  return (
    <>
      <ImportButton place={place} onTaken={start} />
      {problem.value && (
        <p class="error" role="alert">
          {problem.value}
        </p>
      )}
    </>
  );
}

async function recognizeFolder(files: readonly File[]): Promise<Recognized> {
  const [name = ''] = files[0]?.webkitRelativePath.split('/') ?? [];
  const json = async (file: string) =>
    parseJson((await files.find((it) => it.name === file)?.text()) ?? '');
  const folder = { name, config: await json(configFile), list: await json(listFile) };
  await call(always, 'ensureEngine', null);
  for await (const recognized of stream(always, 'recognizeModel', folder)) return recognized;
  throw new AppError('disconnected', 'The engine room had nothing to say.');
}

function weightsUrlOf(usable: Usable): string {
  return usable.kind === 'own' ? usable.own.weightsUrl : usable.variant.weightsUrl;
}

/** Its card tells the rest. */
async function takenIn(
  signal: AbortSignal,
  usable: Usable,
  models: readonly OwnModel[],
): Promise<void> {
  if (usable.kind === 'own') {
    await call(signal, 'changeSettings', { ownModels: withOwnModel(models, usable.own) });
    // The engine room starts nothing that its settings do not name yet.
    await call(signal, 'ensureEngine', null);
  }
  const modelId = usable.kind === 'own' ? ownId(usable.own.weightsUrl) : usable.model.id;
  await request(signal, 'startTransfer', { modelId, kind: 'import' });
}

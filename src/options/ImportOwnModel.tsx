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
import { ImportButton } from './ImportButton.tsx';
import { ownProblemTexts } from './own-problems.ts';

const always = new AbortController().signal;

type Usable = Exclude<Recognized, { kind: 'none' }>;
type Props = { readonly models: readonly OwnModel[] };

/** Adds a model out of a folder: the catalog's where it is a copy of that, else as the person's own. */
export function ImportOwnModel({ models }: Props) {
  const usable = useRef<Usable | null>(null);
  const problem = useSignal<string | null>(null);
  const place = async (folder: readonly File[]) => {
    const recognized = await recognizeFolder(folder);
    usable.current = recognized.kind === 'none' ? null : recognized;
    problem.value = recognized.kind === 'none' ? t(ownProblemTexts[recognized.problem]) : null;
    return usable.current && weightsUrlOf(usable.current);
  };
  return (
    <>
      <ImportButton
        place={place}
        onTaken={async () => {
          if (usable.current) await takenIn(usable.current, models);
        }}
      />
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
async function takenIn(usable: Usable, models: readonly OwnModel[]): Promise<void> {
  if (usable.kind === 'own')
    await call(always, 'changeSettings', { ownModels: withOwnModel(models, usable.own) });
  const modelId = usable.kind === 'own' ? ownId(usable.own.weightsUrl) : usable.model.id;
  // Which may have been closed meanwhile, and must know the model.
  await call(always, 'ensureEngine', null);
  await request(always, 'startTransfer', { modelId, kind: 'import' });
}

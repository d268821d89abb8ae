import type { Model, ModelVariant } from '../../core/models/model.ts';
import type { GpuReport, ModelReport, ModelState } from '../../protocol/models-report.ts';
import { librariesInBuild } from '../build.ts';
import type { Disk } from './disk.ts';
import type { Downloads } from './downloads.ts';
import { recordOf } from './records.ts';
import type { Stored } from './store.ts';

const states = {
  nothing: 'absent',
  part: 'partial',
  whole: 'ready',
} as const satisfies Record<Stored, ModelState>;

export type Looked = {
  readonly gpu: GpuReport;
  readonly disk: Disk;
  readonly downloads: Downloads;
  readonly isAllowed: boolean;
};

/** What pages are told of one model. */
export async function modelReport(
  { id }: Model,
  variant: ModelVariant,
  { gpu, disk, downloads, isAllowed }: Looked,
): Promise<ModelReport> {
  const { stored, bytes } = await disk.of(variant.weightsUrl);
  const at = downloads.of(id);
  const settled = isAllowed ? states[stored] : 'not-allowed';
  return {
    id,
    weightsUrl: variant.weightsUrl,
    state: at?.state ?? (isInBuild(variant) ? settled : 'not-in-build'),
    fit: 'unknown',
    gpuMemoryMb: gpu.kind === 'none' ? null : variant.gpuMemoryMb,
    speed: null,
    diskBytes: bytes,
    ...(await recordOf(variant.id)),
    transfer: at?.transfer ?? null,
    error: downloads.errorOf(id),
  };
}

export function isInBuild({ library }: ModelVariant): boolean {
  return librariesInBuild.includes(library);
}

import type { Model, ModelVariant } from '../../core/models/model.ts';
import { recommendModel } from '../../core/models/recommend.ts';
import type { GpuReport, ModelReport, ModelState } from '../../protocol/models-report.ts';
import { librariesInBuild } from '../build.ts';
import type { Device } from './device.ts';
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
  readonly device: Device;
  readonly disk: Disk;
  readonly downloads: Downloads;
  readonly isAllowed: boolean;
};

/** What pages are told of one model. */
export async function modelReport(
  { id, shape }: Model,
  variant: ModelVariant,
  { gpu, device, disk, downloads, isAllowed }: Looked,
): Promise<ModelReport> {
  const { stored, bytes } = await disk.of(variant.weightsUrl);
  const at = downloads.of(id);
  const speed = await device.speedOf(shape, variant);
  const settled = isAllowed ? states[stored] : 'not-allowed';
  return {
    id,
    weightsUrl: variant.weightsUrl,
    state: at?.state ?? (isInBuild(variant) ? settled : 'not-in-build'),
    fit: await device.fitOf(shape, variant, speed),
    gpuMemoryMb: gpu.kind === 'none' ? null : variant.gpuMemoryMb,
    speed,
    diskBytes: bytes,
    ...(await recordOf(variant.id)),
    transfer: at?.transfer ?? null,
    error: downloads.errorOf(id),
  };
}

export function isInBuild({ library }: ModelVariant): boolean {
  return librariesInBuild.includes(library);
}

/** The model to download first; null where one is there or on its way. `reports` stand from the least to the best. */
export function recommended(reports: readonly ModelReport[], freeBytes: number): string | null {
  const open = reports.filter(({ state }) => state === 'absent' || state === 'partial');
  if (reports.some(({ state, transfer }) => state === 'ready' || transfer)) return null;
  const candidates = open.map(({ id, fit, speed }) => ({ id, fit, speed, missingBytes: 0 }));
  return recommendModel(candidates, freeBytes);
}

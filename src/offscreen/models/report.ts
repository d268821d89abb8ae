import type { Model, ModelVariant } from '../../core/models/model.ts';
import { pageMs } from '../../core/models/page-time.ts';
import { recommendModel } from '../../core/models/recommend.ts';
import { isGguf, variantFor, variantToShow, weightsOf } from '../../core/models/variant.ts';
import {
  type GpuReport,
  hasShaderF16,
  isUsable,
  type ModelReport,
  type ModelState,
} from '../../protocol/models-report.ts';
import { librariesInBuild } from '../build.ts';
import type { Cpu } from './cpu.ts';
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
  readonly cpu: Cpu;
  readonly disk: Disk;
  readonly downloads: Downloads;
  readonly isAllowed: boolean;
};

/** What pages are told of one model. */
export async function modelReport(model: Model, looked: Looked): Promise<ModelReport> {
  const { gpu, disk, downloads, isAllowed } = looked;
  const variant = variantToShow(model, hasShaderF16(gpu));
  const { stored, bytes } = await disk.of(weightsOf(variant));
  const at = downloads.of(model.id);
  const { speed, fit } = await expectations(model, variant, looked);
  return {
    id: model.id,
    name: model.name,
    state: at?.state ?? obstacle(model, { gpu, isAllowed }) ?? states[stored],
    fit,
    memoryMb: gpu.kind === 'none' && !isGguf(variant) ? null : variant.memoryMb,
    speed,
    pageMs: speed && pageMs(model.engine, speed),
    // The disk is not looked at while files come.
    diskBytes: Math.max(bytes, at?.transfer.bytes ?? 0),
    ...(await recordOf(variant.id)),
    transfer: at?.transfer ?? null,
    error: downloads.errorOf(model.id),
  };
}

async function expectations(
  { shape }: Model,
  variant: ModelVariant,
  { device, cpu }: Looked,
): Promise<Pick<ModelReport, 'speed' | 'fit'>> {
  if (isGguf(variant)) {
    const speed = await cpu.speedOf(shape, variant);
    return { speed, fit: cpu.fitOf(variant, speed) };
  }
  const speed = await device.speedOf(shape, variant);
  return { speed, fit: await device.fitOf(shape, variant, speed) };
}

/** Why it cannot be used here whatever is on disk. */
function obstacle(
  model: Model,
  { gpu, isAllowed }: Pick<Looked, 'gpu' | 'isAllowed'>,
): ModelState | null {
  if (!isAllowed) return 'not-allowed';
  // Without any GPU there is more to say than that of each model.
  const variant = variantFor(model, gpu.kind === 'none' || gpu.f16);
  if (!variant) return 'no-variant';
  return isInBuild(variant) ? null : 'not-in-build';
}

/** What runs on the CPU needs no library of its own. */
export function isInBuild(variant: ModelVariant): boolean {
  return isGguf(variant) || librariesInBuild.includes(variant.library);
}

/** The model to download first; null where one is there or on its way. `reports` are those of `models`. */
export function recommended(
  models: readonly Model[],
  reports: readonly ModelReport[],
  { gpu, freeBytes }: { readonly gpu: GpuReport; readonly freeBytes: number },
): string | null {
  if (reports.some(({ state, transfer }) => state === 'ready' || transfer)) return null;
  const candidates = models.flatMap((model, index) => {
    const report = reports[index];
    const isOpen = report?.state === 'absent' || report?.state === 'partial';
    // With a GPU, what runs without it would only be slower.
    const isFitting = model.engine === (isUsable(gpu) ? 'web-llm' : 'cpu');
    if (!isOpen || !isFitting || model.tier === null) return [];
    const missingBytes = variantToShow(model, hasShaderF16(gpu)).downloadBytes;
    const { fit, pageMs: ms } = report;
    return [{ id: model.id, engine: model.engine, fit, pageMs: ms, missingBytes }];
  });
  return recommendModel(candidates, freeBytes);
}

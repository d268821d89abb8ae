import { type AdapterInfo, adapterKey } from '../core/models/adapter-key.ts';
import type { DeviceMemory } from '../core/models/fit.ts';
import { softwareAdapterCounts } from '../core/test-build.ts';
import type { GpuReport } from '../protocol/models-report.ts';

const mib = 1024 * 1024;

/** What WebLLM asks of every device, whatever the model. */
const needed = {
  maxBufferSize: 256 * mib,
  maxStorageBufferBindingSize: 128 * mib,
  maxComputeWorkgroupStorageSize: 32 * 1024,
} as const satisfies Partial<Record<keyof GPUSupportedLimits, number>>;

export type Adapter = {
  readonly report: GpuReport;
  /** Under which what is measured of it is kept. */
  readonly key: string;
  readonly memory: DeviceMemory;
};

/**
 * Looks at the adapter only. WebLLM's own probes leak a device each, and flags are no measure of speed: this tells what
 * cannot work, not what works well. Null where there is none.
 */
export async function probeAdapter(): Promise<Adapter | null> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { info, limits } = adapter;
  return {
    report: reportOf(adapter),
    key: adapterKey(info satisfies AdapterInfo, browserVersion()),
    memory: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      deviceMemoryGb: navigator.deviceMemory ?? null,
    },
  };
}

function reportOf({ info, features, limits }: GPUAdapter): GpuReport {
  const sufficient = Object.entries(needed).every(
    ([name, least]) => limits[name as keyof typeof needed] >= least,
  );
  return {
    kind: info.isFallbackAdapter ? 'software' : 'hardware',
    f16: features.has('shader-f16'),
    description: [info.vendor, info.architecture, info.description].filter(Boolean).join(' '),
    // A software adapter is a CPU in disguise, too slow for a person.
    usable: sufficient && (!info.isFallbackAdapter || softwareAdapterCounts),
  };
}

export function browserVersion(): string {
  return /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '';
}

import { clear, createStore, get, set, update } from 'idb-keyval';
import type { Observation } from '../../core/models/corrected-speed.ts';
import type { CpuSpeed } from '../../core/models/cpu-speed.ts';
import type { DeviceSpeed } from '../../core/models/speed.ts';

/** What was measured of adapters: figures alone, kept under a key of the adapter (`adapterKey`), whose change forgets them. */
const store = createStore('sotto-measurements', 'measurements');

const runsKept = 5;

export async function loadDeviceSpeed(adapter: string): Promise<DeviceSpeed | null> {
  return (await get<DeviceSpeed>(`device ${adapter}`, store)) ?? null;
}

export async function saveDeviceSpeed(adapter: string, speed: DeviceSpeed): Promise<void> {
  await set(`device ${adapter}`, speed, store);
}

export async function loadCpuSpeed(key: string): Promise<CpuSpeed | null> {
  return (await get<CpuSpeed>(key, store)) ?? null;
}

export async function saveCpuSpeed(key: string, speed: CpuSpeed): Promise<void> {
  await set(key, speed, store);
}

/** What real runs of a model showed, the latest last. */
export async function loadRuns(adapter: string, variantId: string): Promise<Observation[]> {
  return (await get<Observation[]>(runsKey(adapter, variantId), store)) ?? [];
}

export async function saveRun(adapter: string, variantId: string, run: Observation): Promise<void> {
  await update<Observation[]>(
    runsKey(adapter, variantId),
    (runs = []) => [...runs, run].slice(-runsKept),
    store,
  );
}

export async function forgetMeasurements(): Promise<void> {
  await clear(store);
}

function runsKey(adapter: string, variantId: string): string {
  return `runs ${adapter} ${variantId}`;
}

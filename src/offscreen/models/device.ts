import { toAppError } from '../../core/errors.ts';
import { correctedSpeed, observe, type RunTimes } from '../../core/models/corrected-speed.ts';
import { fitOf, type ModelFit } from '../../core/models/fit.ts';
import type { MlcVariant, ModelShape } from '../../core/models/model.ts';
import { type Lengths, predictSpeed } from '../../core/models/predict-speed.ts';
import type { DeviceSpeed, Speed } from '../../core/models/speed.ts';
import { quantizationOf } from '../../core/models/weights.ts';
import { logError } from '../../platform/log.ts';
import type { GpuReport, Measurement } from '../../protocol/models-report.ts';
import { measureGpu } from '../gauge-worker.ts';
import { type Adapter, probeAdapter } from '../gpu.ts';
import { loadDeviceSpeed, loadRuns, saveDeviceSpeed, saveRun } from './measurements.ts';

/** The adapter as it is now, and what was measured of it. */
export class Device {
  /** Looked at when somebody asks: a first draft needs no GPU, and waking it takes its time. */
  #seen: Promise<Adapter | null> | null = null;
  /** Read once for all models of a report, which are told several times a second. */
  #measured: Promise<DeviceSpeed | null> | null = null;
  #state: 'none' | 'measuring' = 'none';
  #failure: Measurement | null = null;

  /** Another adapter may be there than before. */
  lookAgain(): void {
    this.#seen = null;
    this.#measured = null;
  }

  get #adapter(): Promise<Adapter | null> {
    this.#seen ??= probeAdapter();
    return this.#seen;
  }

  async gpu(): Promise<GpuReport> {
    return (await this.#adapter)?.report ?? { kind: 'none' };
  }

  async measurement(): Promise<Measurement> {
    if (this.#state === 'measuring') return { state: 'measuring' };
    const speed = await this.#speed();
    return speed ? { state: 'measured', speed } : (this.#failure ?? { state: 'none' });
  }

  /** `changed` is told when it begins and when it has ended, however that was. */
  async measure(signal: AbortSignal, changed: () => void): Promise<void> {
    const adapter = await this.#adapter;
    if (!adapter || this.#state === 'measuring') return;
    this.#state = 'measuring';
    this.#failure = null;
    changed();
    try {
      await saveDeviceSpeed(adapter.key, await measureGpu(signal));
    } catch (thrown) {
      signal.throwIfAborted();
      logError(thrown);
      this.#failure = { state: 'failed', code: toAppError(thrown).code };
    } finally {
      this.#state = 'none';
      this.#measured = null;
      changed();
    }
  }

  /** By the measurement, corrected by what real runs showed. Null without a measurement. */
  async speedOf(
    shape: ModelShape,
    { id, quantization }: MlcVariant,
    lengths?: Lengths,
  ): Promise<Speed | null> {
    const [adapter, device] = [await this.#adapter, await this.#speed()];
    const predicted = device && predictSpeed(device, shape, quantizationOf(quantization), lengths);
    if (!adapter || !predicted) return null;
    return correctedSpeed(predicted, await loadRuns(adapter.key, id));
  }

  async fitOf(shape: ModelShape, variant: MlcVariant, speed: Speed | null): Promise<ModelFit> {
    const adapter = await this.#adapter;
    if (!adapter) return 'unknown';
    const { memoryMb } = variant;
    const quantization = quantizationOf(variant.quantization);
    return fitOf({ shape, quantization, memoryMb, memory: adapter.memory, speed });
  }

  async learn(shape: ModelShape, { id, quantization }: MlcVariant, times: RunTimes): Promise<void> {
    const [adapter, device] = [await this.#adapter, await this.#speed()];
    const predicted = device && predictSpeed(device, shape, quantizationOf(quantization), times);
    const run = predicted && observe(times, predicted);
    if (adapter && run) await saveRun(adapter.key, id, run);
  }

  #speed(): Promise<DeviceSpeed | null> {
    this.#measured ??= this.#adapter.then((adapter) => adapter && loadDeviceSpeed(adapter.key));
    return this.#measured;
  }
}

import { AppError } from '../../core/errors.ts';

/**
 * What WebLLM keeps to itself: that the device it works on was lost, or that the GPU has no more memory. Aborts with the
 * `AppError` that says which. To be called before WebLLM asks for a device.
 */
export function watchGpu(): AbortSignal {
  const controller = new AbortController();
  if (!('GPUAdapter' in self)) return controller.signal;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, descriptor) {
    const device = await requestDevice.call(this, descriptor);
    watch(device, (code, message) => controller.abort(new AppError(code, message)));
    return device;
  };
  return controller.signal;
}

type Tell = (code: 'device-lost' | 'out-of-memory', message: string) => void;

/** The first that is told counts: WebLLM destroys the device by itself when a buffer finds no memory. */
function watch(device: GPUDevice, tell: Tell): void {
  const look = (error: GPUError | null) => {
    if (error instanceof GPUOutOfMemoryError) tell('out-of-memory', error.message);
    return error;
  };
  const popErrorScope = device.popErrorScope.bind(device);
  device.popErrorScope = async () => look(await popErrorScope());
  device.addEventListener('uncapturederror', ({ error }) => look(error));
  void device.lost.then(({ reason, message }) => tell('device-lost', `${reason}: ${message}`));
}

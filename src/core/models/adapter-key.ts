/** What a browser tells of an adapter. Backend and driver are visible only in some. */
export type AdapterInfo = {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly backend?: string;
  readonly driver?: string;
};

/** To be raised when the micro-benchmark measures something else than before. */
const gaugeVersion = 1;

/**
 * Under which a measurement is stored: another adapter, driver or browser is another key. Of the browser's version only
 * the first number counts, since updates within it bring no new compiler of kernels.
 */
export function adapterKey(info: AdapterInfo, browserVersion: string): string {
  const { vendor, architecture, device, description, backend = '', driver = '' } = info;
  const [milestone = ''] = browserVersion.split('.');
  const parts = [vendor, architecture, device, description, backend, driver, milestone];
  return JSON.stringify([gaugeVersion, ...parts]);
}

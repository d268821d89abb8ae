import type { Battery } from '../../src/offscreen/gate.ts';

/** A battery that a test charges, since no machine for tests has one. */
export class FakeBattery extends EventTarget implements Battery {
  level: number;
  charging: boolean;
  listeners = 0;

  constructor(level: number, charging: boolean) {
    super();
    this.level = level;
    this.charging = charging;
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(...args);
    this.listeners++;
    const options = args[2];
    if (typeof options === 'object' && options.signal)
      options.signal.addEventListener('abort', () => this.listeners--);
  }

  become(level: number, charging: boolean): void {
    this.level = level;
    this.charging = charging;
    this.dispatchEvent(new Event('chargingchange'));
  }
}

/** What the standard types do not know. */
interface Navigator {
  /** https://wicg.github.io/savedata/ */
  readonly connection?: { readonly saveData: boolean };
  /** https://www.w3.org/TR/device-memory/, in GB. */
  readonly deviceMemory?: number;
  /** https://w3c.github.io/battery/ */
  getBattery?(): Promise<EventTarget & { readonly charging: boolean; readonly level: number }>;
}

/** Tokens per second. */
export type Speed = { readonly prefill: number; readonly decode: number };

/** What the micro-benchmark found of an adapter; independent of any model. */
export type DeviceSpeed = {
  /** Bytes of weights that a matrix–vector product reads in a second, for f32 and, where the adapter has `shader-f16`, f16. */
  readonly decodeBytesPerSecond: { readonly f32: number; readonly f16: number | null };
  /** Multiply–adds per second in a matrix–matrix product with the rows of a short prefill. */
  readonly prefillMacsPerSecond: { readonly f32: number; readonly f16: number | null };
  /** Each kernel costs at least this. */
  readonly dispatchMs: number;
  /** From the end of a kernel until its result can be read. */
  readonly readbackMs: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
};

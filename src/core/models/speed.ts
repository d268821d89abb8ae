/** Tokens per second. */
export type Speed = { readonly prefill: number; readonly decode: number };

/** How fast an adapter multiplies with matrices of 4-bit weights, by numbers of one precision. */
export type ProductSpeed = {
  /** Bytes of weights, scales included, that a matrix–vector product takes in in a second. */
  readonly decodeBytesPerSecond: number;
  /** What each row of that matrix costs besides, however short: its threads, and the sum over them. */
  readonly rowMs: number;
  /** Multiply–adds per second in a matrix–matrix product with the tokens of a short prefill. */
  readonly prefillMacsPerSecond: number;
};

/** What the micro-benchmark found of an adapter; independent of any model. */
export type DeviceSpeed = {
  readonly f32: ProductSpeed;
  /** Null where the adapter has no `shader-f16`. */
  readonly f16: ProductSpeed | null;
  /** Each kernel costs at least this: issued, run and waited for by the next one. */
  readonly dispatchMs: number;
  /** From the end of a kernel until its result can be read. */
  readonly readbackMs: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
};

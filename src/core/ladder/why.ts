import type { ErrorCode } from '../errors.ts';
import type { LocalEngineId } from '../receipt.ts';

/**
 * Why an engine comes first, for a sentence: the settings name it; it is the best or the fastest of several that can; it
 * is the only one; it stands in for one that was wanted and cannot; nothing that knows the language can; the better ones
 * failed of late.
 */
export type Why =
  | { readonly kind: 'chosen' | 'best' | 'fastest' | 'only' | 'foreign' }
  | {
      readonly kind: 'instead';
      readonly of: LocalEngineId;
      readonly code: ErrorCode;
    };

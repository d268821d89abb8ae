import type { ErrorCode } from '../core/errors.ts';
import type { RoughTime } from '../core/models/expected-time.ts';
import type { EngineId, Traffic } from '../core/receipt.ts';
import type { Choice, RewriteStyle, SummaryLength, SummaryType } from '../core/tools.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { LoadPhase } from '../protocol/contract.ts';

/** The words for each of the program's closed sets: a new member does not compile until it has some. */

export const toolTexts = {
  summarize: 'tool_summarize',
  rewrite: 'tool_rewrite',
  proofread: 'tool_proofread',
  share: 'menu_share',
} as const satisfies Record<Choice['tool'], MessageKey>;

export const typeTexts = {
  'key-points': 'type_key_points',
  tldr: 'type_tldr',
  headline: 'type_headline',
} as const satisfies Record<SummaryType, MessageKey>;

export const lengthTexts = {
  short: 'length_short',
  medium: 'length_medium',
  long: 'length_long',
} as const satisfies Record<SummaryLength, MessageKey>;

export const styleTexts = {
  concise: 'style_concise',
  friendly: 'style_friendly',
  professional: 'style_professional',
  simpler: 'style_simpler',
  own: 'style_own',
} as const satisfies Record<RewriteStyle, MessageKey>;

export const loadTexts = {
  fetch: 'status_loading_fetch',
  load: 'status_loading_load',
  compile: 'status_loading_compile',
} as const satisfies Record<LoadPhase, MessageKey>;

type Snake<Kebab extends string> = Kebab extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Kebab;

/** The words of a code bear its name: a table of them all would be a kilobyte of the panel. */
type ErrorKey = `error_${Snake<ErrorCode>}`;

/** `textLength` in UTF-16 units, for the one message that names it. */
export function errorText(code: ErrorCode, textLength = 0): string {
  const key = `error_${code.replaceAll('-', '_')}` as ErrorKey;
  // Rounded up: a text just over the limit must not seem to be just within it.
  return t(key, number(Math.ceil((textLength / 1024 / 1024) * 10) / 10, 1));
}

/** Who wrote what stands in the result, and where. */
export function engineText({ choice, engine, model, traffic }: Written): string {
  switch (engine) {
    case null:
      return '';
    case 'instant':
      return t(choice?.tool === 'proofread' ? 'engine_instant_rules' : 'engine_instant');
    case 'mask':
      return t('engine_mask');
    case 'web-llm':
      return t('engine_web_llm', model ?? '');
    case 'cpu':
      return t('engine_cpu', model ?? '');
    case 'built-in':
      return t('engine_built_in');
    case 'cloud':
      return t('engine_cloud', model ?? '', traffic.hosts.join(', '));
  }
}

type Written = {
  readonly choice: Choice | null;
  readonly engine: EngineId | null;
  readonly model: string | null;
  readonly traffic: Traffic;
};

/** Of a duration in milliseconds. */
export function seconds(ms: number): string {
  return t('seconds', number(ms / 1000, 1));
}

/** Of a time that is known about. */
export function roughTime({ amount, unit }: RoughTime): string {
  const format = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(undefined, format).format(amount);
}

/** Of a time in milliseconds since 1970. */
export function day(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at);
}

export function byteCount(bytes: number): string {
  const format = { style: 'unit', unit: 'byte', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(undefined, format).format(bytes);
}

export function percent(progress: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent' }).format(progress);
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: digits }).format(value);
}

/** Decimal units, as file managers and shops count them. */
export function megabytes(bytes: number): string {
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits }).format(
    value,
  );
}

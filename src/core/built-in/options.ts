import { isOwn, type ModelChoice, type SummaryLength, type SummaryType } from '../tools.ts';

type Text = { readonly type: 'text'; readonly languages?: readonly string[] };

export type LanguageModelOptions = {
  readonly expectedInputs: readonly Text[];
  readonly expectedOutputs: readonly Text[];
  /** Both or none, and in extensions alone. */
  readonly temperature: number;
  readonly topK: number;
};

export type SummarizerOptions = {
  readonly type: 'key-points' | 'tldr' | 'headline';
  readonly length: 'short' | 'medium' | 'long';
  readonly format: 'plain-text' | 'markdown';
  readonly expectedInputLanguages?: readonly string[];
  readonly outputLanguage?: string;
};

type Question = { readonly choice: ModelChoice; readonly language: string };

/** The same text gives the same answer, as from every other engine. */
const certain = { temperature: 0, topK: 1 } as const;

/** An instruction of the person's own may ask for another language: then none is promised of the answer. */
export function languageModelOptions({ choice, language }: Question): LanguageModelOptions {
  const text = { type: 'text', ...languagesOf(language) } as const;
  return {
    expectedInputs: [text],
    expectedOutputs: [isOwn(choice) ? { type: 'text' } : text],
    ...certain,
  };
}

function languagesOf(language: string): { readonly languages?: readonly string[] } {
  const base = baseOf(language);
  return base === null ? {} : { languages: [base] };
}

/** The browser names languages without a country; null where the text's is not known. */
function baseOf(language: string): string | null {
  const [base = ''] = language.toLowerCase().split('-');
  return /^[a-z]{2,3}$/.test(base) && base !== 'und' ? base : null;
}

type Kind = Pick<SummarizerOptions, 'type' | 'length' | 'format'>;

const points = { type: 'key-points', format: 'markdown' } as const;
const gist = { type: 'tldr', format: 'plain-text' } as const;
const headline = { type: 'headline', format: 'plain-text' } as const;

/**
 * Which of the browser's summaries is as long as Sotto's; null: none. It writes 3, 5 or 7 points, 1, 3 or 5 sentences, and
 * headlines of 12, 17 or 22 words: https://developer.chrome.com/docs/ai/summarizer-api
 */
const kinds = {
  'key-points': {
    short: { ...points, length: 'short' },
    medium: { ...points, length: 'medium' },
    long: { ...points, length: 'long' },
  },
  tldr: {
    short: { ...gist, length: 'short' },
    medium: { ...gist, length: 'medium' },
    long: null,
  },
  headline: {
    short: null,
    medium: { ...headline, length: 'short' },
    long: { ...headline, length: 'medium' },
  },
} as const satisfies Record<SummaryType, Record<SummaryLength, Kind | null>>;

/** Null where the browser's summaries are of another kind or length than what is asked. */
export function summarizerOptions({ choice, language }: Question): SummarizerOptions | null {
  if (choice.tool !== 'summarize') return null;
  const kind = kinds[choice.type][choice.length];
  const base = baseOf(language);
  if (!kind) return null;
  return base === null ? kind : { ...kind, expectedInputLanguages: [base], outputLanguage: base };
}

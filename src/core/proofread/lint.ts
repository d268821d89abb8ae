/** What a rule found: `[start, end)` of the text in UTF-16 units, and what should stand there; null: it does not say. */
export type Lint = {
  readonly start: number;
  readonly end: number;
  readonly kind: LintKind;
  readonly replacement: string | null;
  /** How many there were to choose from. */
  readonly suggestions: number;
  readonly message: string;
};

/**
 * Harper's kinds, and whether such a thing is a mistake. What is only a matter of taste, or of another country, is not:
 * proofreading changes nothing else.
 */
const isMistake = {
  Agreement: true,
  BoundaryError: true,
  Capitalization: true,
  Eggcorn: true,
  Enhancement: false,
  Formatting: false,
  Grammar: true,
  Malapropism: true,
  Miscellaneous: true,
  Nonstandard: true,
  Punctuation: true,
  Readability: false,
  Redundancy: false,
  Regionalism: false,
  Repetition: true,
  Spelling: true,
  Style: false,
  Typo: true,
  Usage: true,
  WordChoice: true,
  WordOrder: true,
} as const;

export type LintKind = keyof typeof isMistake;

/** Of a kind that is not known here nobody can say whether it is a mistake. */
export function isLintKind(kind: string): kind is LintKind {
  return Object.hasOwn(isMistake, kind);
}

export function tellsMistake({ kind }: Lint): boolean {
  return isMistake[kind];
}

import {
  Dialect as HarperDialect,
  type Lint as HarperLint,
  LocalLinter,
  type Suggestion,
  SuggestionKind,
} from 'harper.js';
import { binary } from 'harper.js/binary';
import type { Dialect } from '../../core/proofread/dialects.ts';
import { isLintKind, type Lint } from '../../core/proofread/lint.ts';

/** Harper, with one set of rules for each dialect that was asked for: to change a set's dialect takes as long as a page. */
export class Harper {
  readonly #linters = new Map<Dialect, LocalLinter>();

  /** What is wrong in each of these dialects, in order. */
  async lint(text: string, [first, ...others]: readonly Dialect[]): Promise<readonly Lint[]> {
    let found = first ? await this.#lintAs(text, first) : [];
    for (const dialect of others) found = await this.#alsoWrongIn(text, dialect, found);
    return found;
  }

  /** Dialects differ in what their dictionaries hold: only words that one does not know are looked up in the next. */
  async #alsoWrongIn(
    text: string,
    dialect: Dialect,
    lints: readonly Lint[],
  ): Promise<readonly Lint[]> {
    const wordOf = ({ start, end }: Lint) => text.slice(start, end);
    const unknown = new Set(lints.filter(isSpelling).map(wordOf));
    if (unknown.size === 0) return lints;
    const list = [...unknown].join('\n');
    const stillUnknown = (await this.#lintAs(list, dialect)).filter(isSpelling);
    const words = new Set(stillUnknown.map(({ start, end }) => list.slice(start, end)));
    return lints.filter((lint) => !isSpelling(lint) || words.has(wordOf(lint)));
  }

  async #lintAs(text: string, dialect: Dialect): Promise<readonly Lint[]> {
    const found = await this.#linterOf(dialect).lint(text, { language: 'plaintext' });
    return found.flatMap((lint) => read(lint, text));
  }

  #linterOf(dialect: Dialect): LocalLinter {
    const linter =
      this.#linters.get(dialect) ?? new LocalLinter({ binary, dialect: HarperDialect[dialect] });
    this.#linters.set(dialect, linter);
    return linter;
  }
}

function isSpelling({ kind }: Lint): boolean {
  return kind === 'Spelling';
}

/** All that is needed of it; then its memory is given back, which is the wasm's. Its spans are of UTF-16 units. */
function read(lint: HarperLint, text: string): readonly Lint[] {
  const [span, suggestions, kind] = [lint.span(), lint.suggestions(), lint.lint_kind()];
  const { start, end } = span;
  const [first] = suggestions;
  const replacement = first ? replacementOf(first, text.slice(start, end)) : null;
  const message = lint.message();
  for (const one of [span, ...suggestions, lint]) one.free();
  if (!isLintKind(kind)) return [];
  return [{ start, end, kind, message, replacement, suggestions: suggestions.length }];
}

function replacementOf(suggestion: Suggestion, problem: string): string {
  switch (suggestion.kind()) {
    case SuggestionKind.Remove:
      return '';
    case SuggestionKind.InsertAfter:
      return problem + suggestion.get_replacement_text();
    case SuggestionKind.Replace:
      return suggestion.get_replacement_text();
  }
}

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

/** Harper, with the memory of what it was asked last: to change its dialect costs little, and more than nothing. */
export class Harper {
  readonly #linter = new LocalLinter({ binary, dialect: HarperDialect.American });
  #dialect: Dialect = 'American';

  /** What is wrong in each of these dialects, in order. */
  async lint(text: string, dialects: readonly Dialect[]): Promise<readonly Lint[]> {
    const found: (readonly Lint[])[] = [];
    for (const dialect of dialects) found.push(await this.#lintAs(text, dialect));
    const [first = [], ...others] = found;
    return first.filter((lint) => others.every((lints) => lints.some((one) => isSame(one, lint))));
  }

  async #lintAs(text: string, dialect: Dialect): Promise<readonly Lint[]> {
    if (dialect !== this.#dialect) await this.#linter.setDialect(HarperDialect[dialect]);
    this.#dialect = dialect;
    const found = await this.#linter.lint(text, { language: 'plaintext' });
    return found.flatMap((lint) => read(lint, text));
  }
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

function isSame(one: Lint, other: Lint): boolean {
  return one.start === other.start && one.end === other.end;
}

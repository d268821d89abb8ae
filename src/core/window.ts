/** Tokens that a text will take: an estimate before the model's own tokenizer is there. Errs on the high side. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let i = 0; i < text.length; i++) if (isTokenOfItsOwn(text.charCodeAt(i))) wide++;
  // English runs at 4 to 4.5 characters a token in the models of the catalog; other scripts at about one or two.
  return Math.ceil((text.length - wide) / 3.5 + wide);
}

/** Every digit is one in the models of the catalog, and nearly so is every character outside of ASCII. */
function isTokenOfItsOwn(code: number): boolean {
  return code > 0x7f || (code >= 0x30 && code <= 0x39);
}

/** Chat template and role marks around a prompt. */
const templateTokens = 32;

/** Tokens of the context window that are left for the text itself. */
export function textBudget(
  contextTokens: number,
  instructionTokens: number,
  answerTokens: number,
): number {
  return Math.max(0, contextTokens - instructionTokens - answerTokens - templateTokens);
}

/** What a person can ask for, and the choices each tool offers. One list each, so that types, menus and checks cannot drift apart. */

export const summaryTypes = ['key-points', 'tldr', 'headline'] as const;
export type SummaryType = (typeof summaryTypes)[number];

export const summaryLengths = ['short', 'medium', 'long'] as const;
export type SummaryLength = (typeof summaryLengths)[number];

export const rewriteStyles = ['concise', 'friendly', 'professional', 'simpler', 'own'] as const;
export type RewriteStyle = (typeof rewriteStyles)[number];

export type SummarizeChoice = {
  readonly tool: 'summarize';
  readonly type: SummaryType;
  readonly length: SummaryLength;
};

export type RewriteChoice = {
  readonly tool: 'rewrite';
  readonly style: RewriteStyle;
  /** The person's own instruction; read only when `style` is `own`. */
  readonly instruction: string;
};

/** Puts mistakes right, and leaves all else as it is. */
export type ProofreadChoice = { readonly tool: 'proofread' };

/** Masks personal data, for a text that a person wants to paste elsewhere. Needs no model. */
export type ShareChoice = { readonly tool: 'share' };

/** What a model can be asked. */
export type ModelChoice = SummarizeChoice | RewriteChoice | ProofreadChoice;

/** A tool together with its choices: the whole of what is asked, but for the text. */
export type Choice = ModelChoice | ShareChoice;

export type Task<Asked extends Choice = ModelChoice> = {
  readonly choice: Asked;
  readonly text: string;
  /** BCP 47 tag of the text's language, or `und` where it is not known. */
  readonly language: string;
};

/** Whether the person says in words of their own what shall be done. */
export function isOwn(choice: Choice): choice is RewriteChoice & { readonly style: 'own' } {
  return choice.tool === 'rewrite' && choice.style === 'own';
}

/** Whether the answer is the text itself in another form: all of it must be read, and it can be shown as changes. */
export function isRevision({ tool }: Choice): boolean {
  return tool === 'rewrite' || tool === 'proofread';
}

/** Whether it cannot be asked as it stands: an own instruction must be written first. */
export function lacksInstruction(choice: Choice): boolean {
  return isOwn(choice) && choice.instruction.trim() === '';
}

/** What the person says in words of their own; `''` for nothing. */
export function instructionOf(choice: ModelChoice): string {
  return isOwn(choice) ? choice.instruction : '';
}

/** What is looked for, by the word that stands in its placeholders. */
export const maskKinds = ['email', 'phone', 'card', 'iban', 'key', 'ip', 'name'] as const;
export type MaskKind = (typeof maskKinds)[number];

/** One thing that was masked; the same original always has the same placeholder. */
export type Masked = {
  readonly kind: MaskKind;
  readonly placeholder: string;
  readonly original: string;
};

import { readFileSync } from 'node:fs';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

const messages: Messages = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8'));

/** As `platform/text.ts` does with the help of the browser. Throws for a text that does not exist. */
export function t(key: string, ...substitutions: string[]): string {
  const text = messages[key];
  if (!text) throw new Error(`There is no text ${key}.`);
  return text.message.replace(/\$(\d)/g, (_, digit) => substitutions[Number(digit) - 1] ?? '');
}

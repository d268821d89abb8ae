import { hole } from './plain.ts';
import type { Span } from './spans.ts';

const secretWords = [
  'pass(?:words?|wd|phrase|code)',
  'pwd|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|パスワード|密码|密碼|비밀번호',
  'secret|token|credentials?|authorization',
  '(?:api|app|access|secret|private|auth|encryption|signing|license|account|master|storage|session)[ _-]?key',
  'session[ _-]?id|one[ -]time code|verification code',
];
const value = '"[^"\\n]{6,}"|\'[^\'\\n]{6,}\'|`[^`\\n]{6,}`|\\S{6,}';
const assigned = new RegExp(
  `(?:${secretWords.join('|')})["'\`]?\\s{0,3}(?:=>|:=|[:=]{1,2})\\s{0,3}(?:["'\`]?(?:bearer|basic|token|digest)\\s{1,3})?(${value})`,
  'dgi',
);
const bearer = /\bbearer\s{1,3}([\w.~+/=-]{8,})/dgi;
/** Of an address with a password in it, as in `https://ann:secret@example.com`; after a port stands no password. */
const inUrl = /:\/\/(?!\[?[\w.:-]*\]?:\d{1,5}(?:[/?#]|$))([^\s/:@]{0,256}:[^\s@]{1,256}@[\w.-]*)/dg;

/** What stands where a secret stands, after a word for it or in an address, of whatever form. */
export function* findSecrets(text: string): Generator<Span> {
  for (const { start, end } of places(text, assigned)) {
    const span = trimmed(text, start, end);
    if (span !== null && !reference.test(text.slice(span.start, span.end))) yield span;
  }
  for (const { start, end } of places(text, bearer))
    if (/[\d.~+/=_-]|[a-z][A-Z]/.test(text.slice(start, end))) yield { kind: 'key', start, end };
  for (const { start, end } of places(text, inUrl)) yield { kind: 'key', start, end };
}

function* places(text: string, pattern: RegExp) {
  for (const { indices } of text.matchAll(pattern)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    yield { start, end };
  }
}

/** In a program, what only says where a secret comes from, or its type. */
const reference =
  /^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|getenv\b|env\.|\$\{|\$[A-Z_]+$|(?:string|boolean|undefined|required|optional|function)\b)/;

const shortest = 6;
const opening = /^["'`([{<]+/;
const closing = /[)\]}>"'`,.;:?]+$/;

/** Without the quotes and the sentence's marks around it; null where too little is left that was not masked before. */
function trimmed(text: string, start: number, end: number): Span | null {
  const written = text.slice(start, end);
  const from = start + (opening.exec(written)?.[0].length ?? 0);
  const core = text.slice(from, end).replace(closing, '');
  if (core.replaceAll(hole, '').length < shortest) return null;
  return { kind: 'key', start: from, end: from + core.length };
}

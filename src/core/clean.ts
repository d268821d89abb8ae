import { unguarded } from './prompts.ts';
import { commonPrefix } from './text/common.ts';
import { withoutFullStop } from './text/full-stop.ts';
import { isOwn, type Task } from './tools.ts';

/** Of a task, what cleaning looks at: a text that itself starts with a preamble or stands in quotes keeps them. */
type Asked = Pick<Task, 'choice' | 'text'>;

/**
 * Small models wrap their answers: "Sure! Here is a summary:", quotes, code fences, a chain of thought. Rules and no
 * second model: a fixed filter removes these more surely than any wording of the prompt.
 */
export function cleanAnswer(raw: string, asked: Asked): string {
  const { choice } = asked;
  const bare = unwrapped(withoutPreamble(dropThinking(raw, asked).trim(), asked), asked);
  const answer = unguarded(bare);
  if (choice.tool !== 'summarize') return answer;
  switch (choice.type) {
    case 'key-points':
      return bulletLines(answer);
    case 'headline':
      return headline(answer);
    case 'tldr':
      return answer.replace(/^(?:tl;?\s?dr|summary)\s*[:：-]\s*/i, '');
  }
}

/** A closed chain of thought, or one that the answer's end cut off. A text about such tags keeps those that it holds. */
function dropThinking(answer: string, { text }: Asked): string {
  return text.includes('<think>')
    ? answer.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '')
    : answer.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, '');
}

const preamble =
  /^(?:(?:sure|certainly|of course|okay|ok|absolutely|great)\b[^\n]{0,40}?[!.,]\s*)?(?:here(?:'|’)?(?:s| is| are)|below (?:is|are))\b[^\n]{0,80}?(?:summary|version|text|points|bullets?|headline|rewrite|rewritten|revision)[^\n]{0,40}?:\s*/i;
const greeting = /^(?:sure|certainly|of course|absolutely)\s*[!:]\s*/i;

function withoutPreamble(answer: string, { choice, text }: Asked): string {
  const source = text.trim();
  if (preamble.test(source) || greeting.test(source)) return answer;
  const found = preamble.exec(answer)?.[0] ?? '';
  // What the text says itself, anywhere in it, is no preamble.
  const begun = holds(source, found) ? answer : answer.slice(found.length);
  const without = mayGreet(choice) ? begun : begun.replace(greeting, '');
  // An answer that is nothing but a preamble is kept: better odd than empty.
  return without.trim() === '' ? answer : without.trim();
}

function holds(source: string, words: string): boolean {
  const folded = (text: string) => text.replace(/\s+/g, ' ').toLowerCase();
  return words !== '' && folded(source).includes(folded(words.trim()));
}

/** Where "Absolutely!" may be what the person wants to have said. */
function mayGreet(choice: Task['choice']): boolean {
  return isOwn(choice) || (choice.tool === 'rewrite' && choice.style === 'friendly');
}

const promptFence = /^"""\n?([\s\S]*?)\n?"""$/;

const wrappers: readonly RegExp[] = [
  /^```[a-z]*\n([\s\S]*?)\n?```$/,
  promptFence,
  /^"([^"]*)"$/,
  /^“([^“”]*)”$/,
];

/** An own instruction may ask for quotes or a code block; only the prompt's own fence is nobody's wish. */
function unwrapped(answer: string, { choice, text }: Asked): string {
  const source = text.trim();
  if (wrappers.some((wrapper) => wrapper.test(source))) return answer;
  return unwrap(answer, isOwn(choice) ? [promptFence] : wrappers);
}

function unwrap(text: string, from: readonly RegExp[]): string {
  for (const wrapper of from) {
    const inner = wrapper.exec(text)?.[1]?.trim();
    if (inner) return unwrap(inner, from);
  }
  return text;
}

function bulletLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(?:[-*•–]|\d{1,2}[.)])\s+/, '- '))
    .join('\n');
}

/** The first line that says something: a label may stand on a line of its own. */
function headline(text: string): string {
  const lines = text.split('\n').map(plainLine);
  return lines.find((line) => line !== '') ?? '';
}

function plainLine(line: string): string {
  const plain = line
    .trim()
    .replace(/^#+\s*/, '')
    .replace(/^\*\*(.*)\*\*$/, '$1')
    .replace(/^(?:\*\*)?headline:(?:\*\*)?\s*/i, '');
  return withoutFullStop(unwrap(plain, wrappers));
}

/** Shown text after a change: its first `keep` UTF-16 units stay, `text` follows them. */
export type Delta = { readonly keep: number; readonly text: string };

/**
 * Cleans an answer while it streams. Nothing is shown while the start may still turn out to be a preamble or a thought;
 * later pieces may take back a little of what was shown (a list number that becomes a bullet).
 */
export class StreamCleaner {
  #raw = '';
  #shown = '';
  readonly #asked: Asked;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** What to change in the text shown so far; null while there is nothing certain to show. */
  push(delta: string): Delta | null {
    this.#raw += delta;
    const raw = this.#raw.replace(begunTag, '');
    if (!isCertain(raw, this.#asked)) return null;
    const clean = cleanAnswer(raw, this.#asked);
    const keep = commonPrefix(this.#shown, clean);
    if (keep === this.#shown.length && keep === clean.length) return null;
    this.#shown = clean;
    return { keep, text: clean.slice(keep) };
  }

  /** The cleaned whole. */
  finish(): string {
    return cleanAnswer(this.#raw, this.#asked);
  }
}

/** The last characters may become the tag of a thought. */
const begunTag = /<(?:t(?:h(?:i(?:nk?)?)?)?)?$/;

/** A preamble is shorter than this. */
const holdBack = 200;

const openings = ['sure', 'certainly', 'of course', 'ok', 'absolutely', 'great', 'here', 'below'];

function isCertain(raw: string, asked: Asked): boolean {
  const visible = dropThinking(raw, asked).trim();
  // By line: some models greet on one of its own, before the preamble.
  const lines = visible.replace(preamble, '').split('\n');
  return visible.length > holdBack || !lines.every(mayOpen);
}

function mayOpen(line: string): boolean {
  const start = line.trim().toLowerCase();
  return openings.some((opening) => start.startsWith(opening) || opening.startsWith(start));
}

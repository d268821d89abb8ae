import { type Edit, joinEdits } from './edits.ts';
import type { Piece, Walk } from './text-walk.ts';

/** The same edits as they can be made where the text stands. */
export function fitEdits({ text, pieces }: Walk, edits: readonly Edit[]): readonly Edit[] {
  const texts = pieces.filter(({ kind }) => kind === 'text');
  const atoms = pieces.filter(({ kind, length }) => kind === 'atom' && length > 0);
  const apart = joinEdits(
    text,
    edits,
    (left, right) =>
      left.end === right.start ||
      atoms.some((atom) => left.end > atom.at && right.start < atom.at + atom.length),
  );
  // What is between two edits of one text has one and the same format, and the same goes for what comes in its place.
  const joined = joinEdits(
    text,
    apart.map((edit) => withAtoms(text, atoms, edit)),
    (left, right) => texts.some(({ at, length }) => at <= left.start && right.end <= at + length),
  );
  return joined.map((edit) => withLastSpace(text, texts, edit));
}

/** Half of a mention cannot be replaced. */
function withAtoms(text: string, atoms: readonly Piece[], edit: Edit): Edit {
  const cut = (offset: number) =>
    atoms.find(({ at, length }) => at < offset && offset < at + length);
  const first = cut(edit.start);
  const last = cut(edit.end);
  const start = first?.at ?? edit.start;
  const end = last ? last.at + last.length : edit.end;
  const by = text.slice(start, edit.start) + edit.text + text.slice(edit.end, end);
  return { start, end, text: by };
}

/** Where a space would be all that is left, it goes along: at the beginning of a line, a page does not show it. */
function withLastSpace(text: string, texts: readonly Piece[], edit: Edit): Edit {
  const { start, end } = edit;
  const isLeft = texts.some(({ at, length }) => at === start && at + length === end + 1);
  return isLeft && text[end] === ' ' ? { start, end: end + 1, text: `${edit.text} ` } : edit;
}

/** The same edits for an editor that is told of each: two lines become one before, and not while, what else is to happen there: each editor knows how to do that alone. */
export function byLineEnds(text: string, edit: Edit): readonly Edit[] {
  const { start, end } = edit;
  const [, line = '', feeds = ''] = /^([^\n]*)(\n+)$/.exec(text.slice(start, end)) ?? [];
  if (feeds === '' || edit.text.includes('\n') || line + edit.text === '') return [edit];
  const at = start + line.length;
  return [
    { start, end: at, text: edit.text },
    { start: at, end, text: '' },
  ];
}

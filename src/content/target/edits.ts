/** Put `text` in place of `[start, end)`. */
export type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** What the edits make of a text. They come in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let done = 0;
  const parts = edits.flatMap(({ start, end, text: by }) => {
    const kept = text.slice(done, start);
    done = end;
    return [kept, by];
  });
  return parts.join('') + text.slice(done);
}

/** Where an offset of the text before is afterwards; one inside of what was replaced is at its end. */
export function mapOffset(offset: number, edits: readonly Edit[]): number {
  let moved = 0;
  for (const { start, end, text } of edits) {
    if (offset <= start) break;
    if (offset < end) return start + moved + text.length;
    moved += text.length - (end - start);
  }
  return offset + moved;
}

/** Edits of a part that begins at `offset`, as edits of the whole. */
export function moveEdits(edits: readonly Edit[], offset: number): readonly Edit[] {
  return edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text }));
}

/** Joins neighbors that are `together`, with what stands between them. */
export function joinEdits(
  standing: string,
  edits: readonly Edit[],
  areTogether: (left: Edit, right: Edit) => boolean,
): readonly Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && areTogether(last, edit)) joined.splice(-1, 1, joinTwo(standing, last, edit));
    else joined.push(edit);
  }
  return joined;
}

function joinTwo(standing: string, left: Edit, right: Edit): Edit {
  const between = standing.slice(left.end, right.start);
  return { start: left.start, end: right.end, text: left.text + between + right.text };
}

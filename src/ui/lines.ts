import { commonPrefix } from '../core/text/common.ts';

/**
 * Makes `box` show `after` in place of `before`, each line in an element of its own. What the two have in common is not
 * touched: a person may be selecting it.
 */
export function writeOver(box: Element, before: string, after: string): void {
  const kept = commonPrefix(before, after);
  if (kept < before.length) cut(box, kept);
  if (kept < after.length) grow(box, after.slice(kept));
}

function cut(box: Element, length: number): void {
  let left = length;
  for (const line of [...box.children]) {
    const text = line.firstChild as Text;
    if (left <= 0) line.remove();
    else if (text.length > left) text.deleteData(left, text.length - left);
    left -= text.length;
  }
}

function grow(box: Element, added: string): void {
  for (const part of added.split(/(?<=\n)/)) {
    let text = box.lastChild?.firstChild as Text | undefined;
    if (text && !text.data.endsWith('\n')) text.appendData(part);
    else {
      text = document.createTextNode(part);
      box.appendChild(document.createElement('div')).append(text);
    }
    text.parentElement?.classList.toggle('point', text.data.startsWith('- '));
  }
}

import type { Sotto } from '../sotto.ts';
import { EditorPage } from './editor-page.ts';

export const start = 'The meeting on 4 May decided to move the archive.';
export const wanted = 'The meeting on 5 May decided to move the archive.';

/** A page of a few lines with one thing to write into, which has the focus. */
export async function openPage(sotto: Sotto, html: string, script = ''): Promise<EditorPage> {
  const focused = "const it = document.querySelector('#it'); it.focus();";
  return EditorPage.openHtml(sotto, `${html}<script>${focused} ${script}</script>`);
}

export function held(editor: EditorPage): Promise<string> {
  return editor.page.evaluate<string>("(it.value ?? it.innerText).replaceAll('\\u00a0', ' ')");
}

import { passing } from './editor-command.ts';
import type { Manner } from './write-edits.ts';

/** Of editors that do not type as others do; found out by trying. To the rest one types. */
const manners: readonly [selector: string, manner: Manner][] = [
  // ProseMirror, CodeMirror 6 and Quill read their own element.
  ['.ProseMirror, .cm-content, .ql-editor', 'at-once'],
  // Draft.js lets the browser write over what React drew, and then draws it a second time.
  ['.public-DraftEditor-content', 'pasted'],
];

/** In the order in which they are tried. */
export function mannersFor(host: HTMLElement): readonly Manner[] {
  const [, manner = 'typed'] = manners.find(([selector]) => host.matches(selector)) ?? [];
  return manner === 'pasted' ? [manner] : [manner, 'pasted'];
}

/** TinyMCE makes a step to undo of what is typed when a key comes up, or when it hears that words were replaced. */
export function tellOfReplacement(host: HTMLElement): void {
  if (!host.matches('.mce-content-body')) return;
  host.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', ...passing }));
}

import type { Settings } from '../core/settings.ts';
import { type Choice, type RewriteStyle, rewriteStyles } from '../core/tools.ts';
import type { MenuItem } from '../platform/gestures.ts';
import type { Source } from '../protocol/contract.ts';

const rewriteTitles = {
  concise: 'style_concise',
  friendly: 'style_friendly',
  professional: 'style_professional',
  simpler: 'style_simpler',
  own: 'menu_rewrite_own',
} as const satisfies Record<RewriteStyle, MenuItem['title']>;

/** Right-click entries. Chrome puts them under one entry named after the extension. */
export const menuItems: readonly MenuItem[] = [
  { id: 'summarize-page', title: 'menu_summarize_page', contexts: ['page'] },
  { id: 'summarize', title: 'menu_summarize', contexts: ['selection', 'editable'] },
  { id: 'rewrite', title: 'menu_rewrite', contexts: ['selection', 'editable'] },
  ...rewriteStyles.map(
    (style): MenuItem => ({
      id: `rewrite-${style}`,
      title: rewriteTitles[style],
      contexts: ['selection', 'editable'],
      parentId: 'rewrite',
    }),
  ),
  { id: 'proofread', title: 'menu_proofread', contexts: ['selection', 'editable'] },
  { id: 'share', title: 'menu_share', contexts: ['selection', 'editable'] },
];

/** What a menu item or a keyboard command stands for; what it leaves open comes from the settings. */
export function choiceOf(id: string, settings: Settings): Choice {
  const style = rewriteStyles.find((candidate) => id === `rewrite-${candidate}`);
  if (style || id === 'rewrite')
    return { tool: 'rewrite', style: style ?? settings.rewriteStyle, instruction: '' };
  if (id === 'proofread' || id === 'share') return { tool: id };
  return { tool: 'summarize', type: settings.summaryType, length: settings.summaryLength };
}

/** A summary of what is not selected is one of the page; a rewrite of the page is nothing that anybody asks for. */
export function sourceOf(id: string, { tool }: Choice): Source {
  if (id === 'summarize-page') return 'page';
  return tool === 'summarize' ? 'auto' : 'selection';
}

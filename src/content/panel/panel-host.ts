import type { ComponentChild } from 'preact';
import { render } from 'preact';
import sharedStyles from '../../ui/shared.css?inline';
import panelStyles from './panel.css?inline';

/** Not an element name of our own: a page that defines it would be handed the closed shadow root. */
const mark = 'data-sotto-panel';

/**
 * What happens in the panel is not for the page: neither keys for its shortcuts, nor clicks for what closes on a click
 * outside, nor the focus for dialogs that pull it back.
 */
const privateEvents = [
  ...['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'copy', 'cut', 'paste'],
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'touchstart', 'touchend'],
  ...['focusin', 'focusout'],
];

/** The element that holds the panel, outside of the page's styles and scripts. */
export type PanelHost = {
  readonly element: HTMLElement;
  readonly show: (panel: ComponentChild, inside: Element | null) => void;
  /** A key for what has the focus inside, of which the page hears nothing. */
  readonly press: (key: string) => void;
  readonly close: () => void;
};

export function createPanelHost(): PanelHost {
  const element = document.createElement('div');
  element.setAttribute(mark, '');
  const root = element.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sharedStyles, panelStyles].map(styleSheet);
  for (const name of privateEvents)
    element.addEventListener(name, (event) => event.stopPropagation());
  return {
    element,
    show: (panel, inside) => {
      const parent = parentFor(inside);
      if (element.parentNode !== parent) attach(element, parent);
      render(panel, root);
    },
    press: (key) => {
      root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    },
    close: () => {
      render(null, root);
      element.remove();
    },
  };
}

/** Inside a modal dialog, since all else is inert then; and inside what closes on a click outside of it. */
function parentFor(inside: Element | null): Element {
  const modals = document.querySelectorAll('dialog:modal');
  return layerAround(inside) ?? [...modals].at(-1) ?? document.documentElement;
}

/** Through open shadow roots. */
function layerAround(element: Element | null): Element | null {
  const layer = element?.closest('dialog[open], :popover-open') ?? null;
  const root = element?.getRootNode();
  return layer ?? (root instanceof ShadowRoot ? layerAround(root.host) : null);
}

/** Top layer, so that no `z-index` of the page covers it. */
function attach(element: HTMLElement, parent: Element): void {
  removeOrphans();
  parent.append(element);
  element.popover = 'manual';
  element.showPopover();
}

/** Above what the page has put into the top layer since. */
export function raise(panel: Element): void {
  const root = panel.getRootNode();
  if (!(root instanceof ShadowRoot && root.host instanceof HTMLElement)) return;
  root.host.hidePopover();
  root.host.showPopover();
}

/** Panels of this extension's earlier versions, whose scripts an update cut off. */
function removeOrphans(): void {
  for (const orphan of document.querySelectorAll(`[${mark}]`)) orphan.remove();
}

function styleSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

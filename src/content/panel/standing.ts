import { type Area, changed, covers, fitted, growing, grown, type Way } from './area.ts';
import {
  type Anchor,
  comfortableHeight,
  margin,
  type Place,
  place,
  type Side,
} from './placement.ts';
import { type Viewport, viewport } from './viewport.ts';

/** Takes the panel so far to the right and down from where it stood at first. */
export type Pull = (x: number, y: number) => void;

/** Where the panel stands: beside the text, until the person puts it elsewhere. */
export class Standing {
  readonly #panel: HTMLElement;
  readonly #anchor: () => Anchor | null;
  #isRightToLeft = false;
  /** Of the text; null until it stands there. */
  #side: Side | null = null;
  /** Null until the person has moved it. */
  #area: Area | null = null;
  /** Whether its height is the person's too: until then it grows with what it shows. */
  #isSized = false;

  constructor(panel: HTMLElement, anchor: () => Anchor | null) {
    this.#panel = panel;
    this.#anchor = anchor;
  }

  /** At a gesture, on a text whose lines begin at the right or at the left. */
  begin(isRightToLeft: boolean): void {
    this.#isRightToLeft = isRightToLeft;
    const view = viewport();
    const text = this.#anchor();
    // As large as it was then: it has not shown yet what it is going to show.
    const isInTheWay = this.#area && text && covers(this.#area, seenFrom(view, text));
    if (isInTheWay) this.#area = null;
    this.settle(true);
  }

  /** To be called whenever the page was scrolled; or its window has changed, so that another side may be better. */
  settle(isAnew: boolean): void {
    const view = viewport();
    const { style, currentCSSZoom } = this.#panel;
    // Places are measured in pixels of the screen, which those of the page are not where its own styles enlarge it.
    style.zoom = String(Number(style.zoom || 1) / currentCSSZoom);
    style.maxWidth = `${view.width - 2 * margin}px`;
    if (!this.#area) this.#standBeside(view, isAnew);
    else if (this.#isSized) this.#fill(fitted(this.#area, view), view);
    else this.#put(growing(fitted(this.#area, view), view), view);
  }

  /** Begins to move or resize it. */
  grab(way: Way): Pull {
    const from = this.#now();
    return (x, y) => {
      const view = viewport();
      const wanted = changed(from, way, [x, y]);
      this.#isSized ||= way === 'resize';
      this.#area = fitted(way === 'resize' ? grown(wanted, view) : wanted, view);
      this.settle(false);
    };
  }

  #now(): Area {
    const { x, y } = viewport();
    const { left, top, width, height } = this.#panel.getBoundingClientRect();
    return { left: left - x, top: top - y, width, height };
  }

  #standBeside(view: Viewport, isAnew: boolean): void {
    const text = this.#anchor();
    // What has left the document has no place any more, and the panel keeps its own.
    if (this.#side && text && isNowhere(text)) return;
    const { side, ...at } = place({
      anchor: text && seenFrom(view, text),
      panel: this.#now(),
      viewport: view,
      isRightToLeft: this.#isRightToLeft,
      standing: isAnew ? null : this.#side,
    });
    this.#side = side;
    this.#isSized = false;
    this.#panel.style.width = '';
    this.#put(at, view);
  }

  #fill({ width, height, ...at }: Area, view: Viewport): void {
    this.#panel.style.width = `${width}px`;
    this.#put({ ...at, maxHeight: height }, view);
    this.#panel.style.height = `${height}px`;
  }

  #put({ left, maxHeight, ...edge }: Place, { x, y, below }: Viewport): void {
    const [top, bottom] =
      'top' in edge ? [`${y + edge.top}px`, 'auto'] : ['auto', `${below + edge.bottom}px`];
    const { style } = this.#panel;
    Object.assign(style, { left: `${x + left}px`, top, bottom, height: '' });
    style.setProperty('--most', `${maxHeight}px`);
    // Too low for parts that scroll for themselves: then all of it does.
    this.#panel.toggleAttribute('data-low', maxHeight < comfortableHeight);
  }
}

function isNowhere({ left, right, top, bottom }: Anchor): boolean {
  return left === 0 && right === 0 && top === 0 && bottom === 0;
}

function seenFrom({ x, y }: Viewport, { left, right, top, bottom }: Anchor): Anchor {
  return { left: left - x, right: right - x, top: top - y, bottom: bottom - y };
}

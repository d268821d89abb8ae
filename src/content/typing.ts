import { focusedElement } from './capture.ts';
import { OpenWish } from './open-wish.ts';
import { isTextField } from './target/field-target.ts';

/** After the last key a person may still be thinking about the next word. */
const pauseMs = 3000;

/** Lets better answers wait while the person writes in the page. Hears of nothing but between `begin` and `end`. */
export class Typing {
  readonly #hold = new OpenWish('hold');
  #timer = 0;

  begin(): void {
    for (const name of ['keydown', 'input']) window.addEventListener(name, this.#written, true);
  }

  end(): void {
    for (const name of ['keydown', 'input']) window.removeEventListener(name, this.#written, true);
    this.#pause();
  }

  readonly #pause = (): void => {
    clearTimeout(this.#timer);
    this.#hold.end();
  };

  readonly #written = (event: Event): void => {
    // Nor is a shortcut writing, such as the one that asks.
    if (event instanceof KeyboardEvent && (event.ctrlKey || event.altKey || event.metaKey)) return;
    const focused = focusedElement();
    // What is written in the panel is written in no field of the page. And scripts write as well.
    const isInField =
      isTextField(focused) || (focused instanceof HTMLElement && focused.isContentEditable);
    if (!event.isTrusted || !isInField) return;
    this.#hold.begin();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#pause, pauseMs);
  };
}

import { readableTokens } from '../ladder/budget.ts';
import { expectedMs } from './expected-time.ts';
import type { Model } from './model.ts';
import { page } from './predict-speed.ts';
import type { Speed } from './speed.ts';

/** For a page of text, or as much of it as the engine reads in time, and an answer about it. */
export function pageMs(engine: Model['engine'], speed: Speed): number {
  const { promptTokens, answerTokens } = page;
  const readable = readableTokens(engine, speed) ?? promptTokens;
  return expectedMs(speed, { promptTokens: Math.min(promptTokens, readable), answerTokens });
}

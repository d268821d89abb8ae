import { browser } from './browser.ts';

/** Enough for a verdict, and the same time for a book. */
const sampleLength = 2000;

/** BCP 47 tag of the language of a text, by the browser's own detector on this device; `und` where it cannot tell. */
export async function detectLanguage(text: string): Promise<string> {
  const { isReliable, languages } = await browser.i18n.detectLanguage(text.slice(0, sampleLength));
  const [best] = languages;
  return isReliable && best ? best.language : 'und';
}

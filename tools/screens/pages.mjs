import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const style = `<style>
  body { max-width: 620px; margin: 28px; font: 16px/1.55 Georgia, serif; color: #222; background: #fff }
  h1 { margin: 0 0 12px; font-size: 26px; line-height: 1.2 }
  p { margin: 0 0 12px }
  textarea { box-sizing: border-box; width: 100%; height: 120px; font: inherit }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #16181a } }
  @media (max-width: 400px) { body { margin: 16px } }
</style>`;

const tideMill = [
  'The old tide mill in Carnforth was built in 1782 by two brothers, Amos and Silas Wray. It ground wheat for 61 villages along the coast.',
  'Volunteers bought it for 300 pounds in 1953. They repaired the wheel in four years, mostly on Saturdays, and a carpenter from Hest Bank gave the timber for the roof. The mill has ground flour every Sunday since May 1961, and the bakery in the high street uses nothing else. Most of the money still comes from a raffle at Christmas.',
  'Last year 12,400 visitors came, the most since the count began. The town plans a small museum in the old stable, which would show the millstones and the ledgers of the Wray family.',
];

const further = [
  'It would cost 210,000 pounds, of which two thirds have been promised. The county gives 90,000 if the town gives as much, and a foundation in Lancaster would pay for the roof.',
  'Not everybody is glad of it. The anglers fear for the pond, which has been theirs on weekdays since 1978, and the council wants the car park to be on the other side of the river.',
  'A vote is to be held on 14 September. The volunteers say that they will grind on, whatever comes of it, as they have done for 62 years.',
];

const mill = [
  'טחנת הגאות הישנה בקרנפורת נבנתה בשנת 1782 בידי שני אחים, עמוס וסילאס. היא טחנה חיטה עבור 61 כפרים לאורך החוף. בשנת 1911 נסגרה הטחנה משום שהקיטור נעשה זול יותר. הבניין עמד ריק ארבעים שנה ואיבד את רוב גגו. מתנדבים קנו אותו בשנת 1953 תמורת 300 לירות ותיקנו את הגלגל.',
  'בשנה שעברה באו 12,400 מבקרים, יותר מאשר בכל שנה אחרת. העיירה מתכננת מוזיאון קטן באורווה הישנה.',
];

const pages = {
  article: page('en', 'ltr', 'The tide mill', tideMill),
  report: page('en', 'ltr', 'The tide mill', [...tideMill, ...further]),
  hebrew: page('he', 'rtl', 'טחנת הגאות', mill),
  letter: page('en', 'ltr', 'A letter', [
    '<textarea aria-label="Letter">Iris bought eight apples at the toy shop.</textarea>',
  ]),
};

/**
 * @param {string} lang
 * @param {string} dir
 * @param {string} title
 * @param {readonly string[]} paragraphs
 */
function page(lang, dir, title, paragraphs) {
  return `<!doctype html><html lang="${lang}" dir="${dir}"><meta charset="utf-8"><title>${title}</title>${style}
<article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>`;
}

/**
 * What the pictures have around the panel.
 * @param {string} folder
 */
export function writePages(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, html] of Object.entries(pages))
    writeFileSync(join(folder, `${name}.html`), html);
  return folder;
}

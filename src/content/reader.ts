import { Readability } from '@mozilla/readability';

/** The page's article as plain text, paragraphs apart; the whole visible text where there is no article. */
export type ReadPage = () => string;

globalThis.__sottoReadPage = () => {
  // Readability takes the document apart that it is given.
  const article = new Readability(document.cloneNode(true) as Document).parse();
  return (article?.content && paragraphsOf(article.content)) || document.body.innerText;
};

const blocks = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, figcaption, dt, dd';

/** `textContent` alone would glue the last word of a paragraph to the first of the next. */
function paragraphsOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const found = [...body.querySelectorAll(blocks)].filter((block) => !block.querySelector(blocks));
  return found
    .map((block) => (block.textContent ?? '').replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

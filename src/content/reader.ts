import { Readability } from '@mozilla/readability';

/** The page's article as plain text, paragraphs apart; the whole visible text where there is no article. */
export type ReadPage = () => string;

globalThis.__sottoReadPage = () => {
  // Readability takes the document apart that it is given.
  const copy = document.cloneNode(true) as Document;
  const article = new Readability<Node>(copy, { serializer: (node) => node }).parse();
  return (article?.content && paragraphsOf(article.content)) || document.body.innerText;
};

/** The copy is not laid out, so that what stands apart is known by its element alone. */
const blocks = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6
  HEADER HGROUP HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL`.split(
    /\s+/,
  ),
);

/** `textContent` alone would glue the last word of a paragraph to the first of the next. */
function paragraphsOf(article: Node): string {
  const paragraphs = [''];
  collect(article, paragraphs);
  return paragraphs
    .map((paragraph) => paragraph.replace(/ *\n */g, '\n').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function collect(node: Node, paragraphs: string[]): void {
  const append = (text: string) => paragraphs.push((paragraphs.pop() ?? '') + text);
  for (const child of node.childNodes) {
    if (child instanceof Text) append(child.data.replace(/\s+/g, ' '));
    else if (child.nodeName === 'BR') append('\n');
    else {
      const isBlock = blocks.has(child.nodeName);
      if (isBlock) paragraphs.push('');
      collect(child, paragraphs);
      if (isBlock) paragraphs.push('');
    }
  }
}

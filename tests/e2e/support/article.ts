/** A paragraph within what the test model was trained on, so that it answers and comes to an end. */
export const paragraph =
  'The old tide mill in Carnforth was built in 1782 by two brothers, Amos and Silas Wray. It ground wheat for 61 villages along the coast. In 1911 the mill closed because steam had become cheaper.';

const others = [
  'The building stood empty for 40 years and lost most of its roof. Children of the town used the pond for skating in winter.',
  'Volunteers bought it for 300 pounds in 1953. They repaired the wheel, and the mill has ground flour every Sunday since May 1961.',
  'Last year 12,400 visitors came, the most since the count began. The town plans a small museum in the old stable.',
];

export const articleHtml = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The tide mill</title>
<style>body { max-width: 640px; margin: 40px; font: 16px/1.5 serif }</style>
<nav>Home · News · Contact</nav>
<article><h1>The tide mill</h1><p id="first">${paragraph}</p>${others.map((text) => `<p>${text}</p>`).join('')}</article>`;

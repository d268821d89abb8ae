/** Words of decisions and results: English, German, French, Spanish, then Japanese and Chinese by their characters. */
const cues = new Set(
  words(`decided agreed approved conclude concluded concludes conclusion recommend recommends recommended resulted summary
    confirmed confirms diagnosis diagnosed revealed must
    beschlossen entschieden vereinbart ergebnis entscheidend empfiehlt empfehlen bestätigt
    décidé conclu conclut recommandé confirmé decidió acordó aprobó concluye confirmó
    決定 合意 結論 計画 决议 决定 批准 结论`),
);

/** Openings that point back to the sentence before. */
const backwardWords = new Set(
  words(`he she it they this these those that such however but and or so also then thus therefore hence moreover
    furthermore instead meanwhile yet still nevertheless nonetheless additionally
    er sie dies diese dieser dieses aber doch jedoch dabei damit dadurch deshalb daher außerdem zudem trotzdem dann
    il elle ils elles cela mais donc ainsi cependant pero además esto eso`),
);
const backwardPhrases = [
  'for example',
  'for instance',
  'in addition',
  'on the other hand',
  'das ist',
  'das war',
  'das hat',
  'das bedeutet',
  'das zeigt',
  'par exemple',
  'por ejemplo',
  'sin embargo',
].map((phrase) => `${phrase} `);
const backwardUnspaced = words(
  'しかし また それ これ その この だが そして もちろん 但是 然而 因此 此外 这 那 他 她 它',
);

/** Whether a sentence with these content words says that it is a decision or a result. */
export function hasCue(contentWords: readonly string[]): boolean {
  return contentWords.some((word) => cues.has(word));
}

/** Whether a sentence leans on the one before it: “He …”, “However, …”. */
export function leansBack(text: string): boolean {
  const opening = text.slice(0, 30).toLowerCase();
  const word = /^[\p{L}'’]+/u.exec(opening)?.[0] ?? '';
  return (
    backwardWords.has(word) ||
    backwardPhrases.some((phrase) => opening.startsWith(phrase)) ||
    backwardUnspaced.some((start) => opening.startsWith(start))
  );
}

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}

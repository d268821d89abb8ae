/**
 * Text of about as many words as wanted, the same each time: sentences of 8 to 24 words in paragraphs of 3 to 6.
 * Made of plain English words, so that its language is found and its sentences have some of them in common.
 * @param {number} words
 * @returns {string} paragraphs with an empty line between
 */
export function prose(words) {
  const random = dice();
  const paragraphs = [];
  for (let left = words; left > 0; ) {
    const sentences = Array.from({ length: 3 + random(4) }, () => sentence(8 + random(17), random));
    left -= sentences.reduce((sum, { length }) => sum + length, 0);
    paragraphs.push(sentences.map(written).join(' '));
  }
  return paragraphs.join('\n\n');
}

/**
 * @param {number} length
 * @param {(below: number) => number} random
 */
function sentence(length, random) {
  // Every word in three is a small one, as in English.
  return Array.from({ length }, (_, at) => {
    const list = at % 3 === 0 ? small : large;
    // The product of two makes the first of a list the most frequent, as in any language.
    const place = Math.floor((random(list.length) * random(list.length)) / list.length);
    return list[place] ?? 'word';
  });
}

/** @param {readonly string[]} words */
function written([first = '', ...rest]) {
  return `${first.charAt(0).toUpperCase()}${[first.slice(1), ...rest].join(' ')}.`;
}

/** Numbers that look like chance and are the same in every run. */
function dice() {
  let state = 48_271;
  return (/** @type {number} */ below) => {
    state = (state * 48_271) % 0x7fffffff;
    return state % below;
  };
}

const small = words(`the of and to in a that for was on with as it by from at were this had which
  their an into when after before because while between until`);

const large = words(`water mill river council village bridge winter stone wheel flour family harvest
  road market building century engineer machine worker letter meeting garden school season
  farmer bread river bank station ship harbour cargo price tax vote law mayor teacher pupil
  museum visitor ticket roof window door timber brick iron steam engine train line signal
  fire flood storm summer spring autumn night morning field forest path hill valley coast island
  boat fish net trade wool cloth silver coin debt loan profit repair plan budget report number
  record history map border army peace treaty king queen doctor hospital illness cure medicine
  science theory method result question answer reason cause change growth decline length height
  weight speed power energy light colour sound music song theatre play actor story book page
  author reader paper ink print press news rumour crime court judge witness prison guard key
  built opened closed moved carried sold bought paid wrote found lost kept gave took made
  repaired measured counted raised lowered crossed followed reached left joined divided`);

/** @param {string} list */
function words(list) {
  return list.split(/\s+/);
}

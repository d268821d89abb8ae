/** What stands before a full stop that does not end a sentence. */

/** Always followed by more of the same sentence. */
const leading = words(`
  dr mr mrs ms prof rev gov sen rep gen capt lt col sgt maj cmdr adm st messrs mt ft hon pres supt
  e.g i.e cf vs viz approx ca al incl excl esp resp dipl ing
  hr frl bzw vgl ggf sog inkl evtl zzgl abzgl geb gest mind u.a z.b d.h z.t u.u i.d.r
  mlle mme mm m p.ex ex c.-à-d env
  sra dra srta ud uds p.ej ej sig sigg dott avv on bijv dhr mevr drs d.w.z
`);

/** Followed by a number in the same sentence. */
const beforeNumber = words(`
  no nos fig figs vol vols p pp sec sect eq eqs ch chap art arts ref refs tab par
  jan feb mar apr jun jul aug sep sept oct nov dec
  nr nrn abs s bd kap ziff abb rn tel núm pág págs n pag cap
`);

/** May end a sentence as well: only the next word tells. */
const undecided = words(`
  inc ltd co corp bros jr sr esq dept univ est etc ed eds ave blvd rd bldg
  usw dgl mio mrd tsd jh jhd str o.ä u.ä ff f a.m p.m ph.d b.c a.d u.s u.k u.n d.c j.-c
`);

/** Words that start a sentence much more often than they go on after an abbreviation. */
const starters = words(`
  the a an it he she they we you i this that these those there here his her their its our my
  in on at by with to for from of but and or so yet if when while as since after before although though because
  however then now also both each some many most all no not what who why how where which
  der die das ein eine er sie es wir ihr im am auf aber und oder doch bei mit nach seit für wenn als dies diese dieser
  dieses auch da zu vor nicht nur noch dann dort hier man
  le la les un une il elle ils elles nous vous ce cette ces et mais dans pour sur avec
  el los las una lo y pero en para con
`);

const ordinalLanguages = new Set(
  'de da nb no nn fi cs sk pl hu hr sl sr bs et lv is lb tr fo'.split(' '),
);

/** Whether a number with a full stop may be an ordinal in this language, as in “3. Mai”. */
export function hasDottedOrdinals(language: string): boolean {
  return ordinalLanguages.has(baseLanguage(language));
}

/** The first part of a BCP 47 tag, in small letters. */
export function baseLanguage(language: string): string {
  return (language.split(/[-_]/)[0] ?? '').toLowerCase();
}

/** Whether the full stop at the end of `before` belongs to an abbreviation, an initial or an ordinal that `after` goes on from. */
export function isAbbreviated(before: string, after: string, language: string): boolean {
  const token = lastToken(before);
  if (!token.endsWith('.')) return false;
  const stem = token.slice(0, -1);
  const key = stem.toLowerCase();
  const next = /[\p{L}\p{N}.]+/u.exec(after.slice(0, 40))?.[0] ?? '';
  if (leading.has(key) || /^\p{Ll}$/u.test(stem)) return true;
  if (beforeNumber.has(key) && /^\p{N}/u.test(next)) return true;
  if (starters.has(next.toLowerCase())) return false;
  if (undecided.has(key) || /^\p{Lu}$/u.test(stem) || /^(?:\p{Lu}\.-?)+\p{Lu}$/u.test(stem))
    return true;
  return hasDottedOrdinals(language) && /^(?:\d{1,2}|[IVX]{1,5})$/.test(stem);
}

/** The last stretch without a space, without the brackets or quotes it opens with. */
function lastToken(text: string): string {
  const end = text.trimEnd();
  const token = end.slice(Math.max(end.lastIndexOf(' ') + 1, end.length - 20));
  return token.replace(/^[([{"'“„‘«]+/, '');
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}

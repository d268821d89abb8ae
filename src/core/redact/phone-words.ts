const words = [
  'tel|telephone|telefon|telefono|teléfono|téléphone|tél|phone|fon|ph|mobile?|móvil|cell|handy|fax',
  'call|ring|whatsapp|sms|hotline|durchwahl|rufnummer|телефон|тел',
].join('|');
const unspacedWords = '電話|電話番号|携帯|电话|手机|전화|☎|📞';
const more = '(?:[ .-]{0,2}(?:no|nr|number|nummer|is|at|me at|us at|on|番号))?[ .:#(/]{0,4}$';
const named = new RegExp(`(?:(?:^|[^\\p{L}])(?:${words})|${unspacedWords})${more}`, 'iu');

/** No word with what follows it is longer. */
const longest = 32;

/** Whether the words before a number say that it is one to call. */
export function isNamedPhone(text: string, start: number): boolean {
  return named.test(text.slice(Math.max(0, start - longest), start));
}

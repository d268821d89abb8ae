/** What people and programs set between the groups of a card's or an account's number; the inside of a `[…]`. */
export const separators = '\\s./_\\-\\u2014\\u2015\\u00b7\\u2022\\u2027\\u22c5\\u30fb';

/** How the card networks' numbers start, and how long they are then. */
const issued = new RegExp(
  `^(?:${[
    '4(?:\\d{12}|\\d{15}|\\d{18})',
    '5\\d{15}',
    '(?:220[0-4]|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}',
    '3[47]\\d{13}',
    '3(?:0[0-5]|[689]\\d)\\d{11}',
    '35\\d{14}',
    '(?:5[06-8]|6\\d)\\d{11,17}',
  ].join('|')})$`,
);

/** Whether one of the networks could have given out this number. */
export function isIssued(digits: string): boolean {
  return issued.test(digits);
}

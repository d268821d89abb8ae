/** The checksum of payment cards, over the digits from `start` to `end`. */
export function isLuhn(digits: string, start = 0, end = digits.length): boolean {
  let sum = 0;
  let isDoubled = false;
  for (let i = end - 1; i >= start; i--) {
    const digit = digits.charCodeAt(i) - 48;
    sum += isDoubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}

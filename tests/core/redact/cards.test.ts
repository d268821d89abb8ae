import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

describe('a payment card', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111\u00a01111\u20091111\u202f1111',
    '4111 1111\n1111 1111',
    '4111\r\n1111\r\n1111\r\n1111',
    '4111 - 1111 - 1111 - 1111',
    '4111–1111—1111·1111',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '41 11 11 11 11 11 11 11',
    '41111 111 1111111 1',
    '4111\u200b1111\u00ad1111\u20601111',
    '４１１１ １１１１ １１１１ １１１１',
    '٤١١١ ١١١١ ١١١١ ١١١١',
    '4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1',
    '3400 000000 00009',
    '340000000000009',
    '4222222222222',
    '4222 2222 2222 2',
    '6011000000000000001',
    '0000 0000 0000 0000',
  ])('is found: %j', (card) => {
    expect(found(`paid with ${card}, thanks`)).toEqual([`card ${card}`]);
  });

  it('is found between letters, a date and a check code', () => {
    expect(found('x4111111111111111y')).toEqual(['card 4111111111111111']);
    expect(found('4111 1111 1111 1111¹')).toEqual(['card 4111 1111 1111 1111']);
    expect(found('4111 1111 1111 1111 12/27 123')).toEqual(['card 4111 1111 1111 1111']);
    expect(found('2024-01-15 4111 1111 1111 1111')).toEqual(['card 4111 1111 1111 1111']);
  });

  it('is found with digits glued to it, which are masked with it', () => {
    expect(found('4111111111111111123')).toEqual(['card 4111111111111111123']);
    expect(found('24111 1111 1111 1111')).toEqual(['card 24111 1111 1111 1111']);
    expect(found('3400 000000 000091234')).toEqual(['card 3400 000000 000091234']);
  });

  it('is found beside another, and where it overlaps with what only looks like one', () => {
    const two = '4111 1111 1111 1111 5500 0000 0000 0004';
    expect(found(two)).toEqual(['card 4111 1111 1111 1111', 'card 5500 0000 0000 0004']);
    // 1004 4111 1111 1111 has the checksum too.
    expect(found('1004 4111 1111 1111 1111')).toEqual(['card 1004 4111 1111 1111 1111']);
  });

  it('is taken for granted in a number of more than 19 digits', () => {
    expect(found('1'.repeat(20))).toEqual([`card ${'1'.repeat(20)}`]);
  });

  it.each([
    '4111 1111 1111 1112',
    // With the checksum of a card, all of them.
    '2015 2016 2017 2018 2019 2020',
    '13.2\t12.8\t12.5\t11.9\t12.3',
    '22.01.2024 - 24.01.2024',
    '2024-01-15 10:30:00.123456 2024-01-15 10:30:01.654321',
    '13.2\t12.8\t12.5\t11.9\t12.0\t12.6\t13.1\t12.9',
    '12 15 18 22 30 41 55 60 61 70 72 75 80 82 85 91 93',
    '1,234,567,890,128',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

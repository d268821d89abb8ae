import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

describe('an e-mail address', () => {
  it.each([
    ['Write to ann@example.com.', 'ann@example.com'],
    ['(name+tag@sub.example.co.uk)', 'name+tag@sub.example.co.uk'],
    ['mailto:ann@example.com?subject=hi', 'ann@example.com'],
    ['<ann.o’neil@example.com>', 'ann.o’neil@example.com'],
    ['**ann@example.com**', 'ann@example.com'],
    ['?to=ann@example.com&x=1', 'ann@example.com'],
    ['r&d@example.com', 'r&d@example.com'],
    ['bounce-ann=home.example@list.example.org', 'bounce-ann=home.example@list.example.org'],
    ['用户@例子.公司', '用户@例子.公司'],
    ['jürgen@bücher.example', 'jürgen@bücher.example'],
    ['почта@пример.рф', 'почта@пример.рф'],
    ['ann@xn--bcher-kva.xn--p1ai', 'ann@xn--bcher-kva.xn--p1ai'],
    ['メールはann@example.comまで。', 'ann@example.com'],
    ['ann＠example．com', 'ann＠example．com'],
    ['an\u200bn@exam\u00adple.com', 'an\u200bn@exam\u00adple.com'],
    ['"ann example"@example.com', '"ann example"@example.com'],
    ['root@[192.0.2.1]', 'root@[192.0.2.1]'],
    ['@ann@social.example', 'ann@social.example'],
    ['a@b@example.com', 'a@b@example.com'],
  ])('is found in %j', (text, address) => {
    expect(found(text)).toEqual([`email ${address}`]);
  });

  it('is found with others beside it', () => {
    expect(found('ann@a.org,bob@b.org;cid@c.org/dan@d.org')).toHaveLength(4);
  });

  it.each([
    'npm install lodash@4.17.21',
    'user@localhost',
    'meet @ 10.30',
    '@ann and @bob',
    'x @ y.com',
    '@media.print',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

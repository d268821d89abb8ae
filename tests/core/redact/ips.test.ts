import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

describe('a computer’s address', () => {
  it.each([
    '192.168.0.1',
    '192.168.0.1:8080',
    '10.0.0.0/24',
    '255.255.255.255',
    '::1',
    '2001:db8::8a2e:370:7334',
    '2001:0db8:0000:0000:0000:8a2e:0370:7334',
    '::ffff:192.168.0.1',
    'fe80::1%eth0',
    '2001:db8::/32',
    '[2001:db8::1]:443',
    '2001:DB8::A',
  ])('is found: %s', (address) => {
    expect(found(`from ${address}, twice`)).toEqual([`ip ${address}`]);
  });

  it('is found at the end of a sentence, and behind a word without a space', () => {
    expect(found('It was 192.168.0.1. Then: 2001:db8::1: gone')).toEqual([
      'ip 192.168.0.1',
      'ip 2001:db8::1',
    ]);
    expect(found('住所は192.168.0.1です')).toEqual(['ip 192.168.0.1']);
    expect(found('IPv6:2001:db8::1')).toEqual(['ip 2001:db8::1']);
  });

  it.each([
    '1.2.3',
    'v1.2.3.4',
    'version 1.2.3.4',
    'Chrome/120.0.6099.109',
    '1.3.6.1.4.1.311',
    '256.1.1.1',
    '10:30:45',
    '10:30:45.123',
    'std::vector, a::b, ::',
    '1:2:3:4:5:6:7',
    '1::2::3',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

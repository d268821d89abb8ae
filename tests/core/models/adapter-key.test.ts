import { expect, it } from 'vitest';
import { type AdapterInfo, adapterKey } from '../../../src/core/models/adapter-key.ts';

const adapter: AdapterInfo = {
  vendor: 'intel',
  architecture: 'gen-12lp',
  device: '0x9a49',
  description: 'Intel(R) Iris(R) Xe Graphics',
};

const key = adapterKey(adapter, '156.0.7444.59');

it('stays over an update within a version of the browser', () => {
  expect(adapterKey({ ...adapter }, '156.0.7499.2')).toBe(key);
});

it.each([
  { vendor: 'amd' },
  { architecture: 'xe-lpg' },
  { device: '0x9a60' },
  { description: 'Mesa Intel(R) Xe Graphics' },
  { backend: 'vulkan' },
  { driver: '31.0.101.5333' },
])('is another for %o', (change) => {
  expect(adapterKey({ ...adapter, ...change }, '156')).not.toBe(key);
});

it('is another for a newer browser', () => {
  expect(adapterKey(adapter, '157.0.0.0')).not.toBe(key);
});

it('keeps apart what would be the same when written in one line', () => {
  const split = (vendor: string, architecture: string) =>
    adapterKey({ ...adapter, vendor, architecture }, '156');
  expect(split('a b', 'c')).not.toBe(split('a', 'b c'));
});

import { describe, expect, it } from 'vitest';
import { isHostAllowed, noPolicy } from '../../src/core/policy.ts';

function allows(pattern: string, host: string): boolean {
  return isHostAllowed(`https://${host}/v1`, { ...noPolicy, cloudAllowedHosts: [pattern] });
}

describe('a host', () => {
  it.each([
    ['example.com', 'example.com'],
    ['example.com', 'example.com:8443'],
    ['example.com:8443', 'example.com:8443'],
    ['*.example.com', 'ai.example.com'],
    ['*.example.com', 'eu.ai.example.com'],
    ['*.example.com', 'ai.example.com:8443'],
    ['localhost', 'localhost:1234'],
    ['192.168.0.5', '192.168.0.5'],
    ['[::1]:8080', '[::1]:8080'],
    ['AI.Example.com', 'ai.example.com'],
    ['https://ai.example.com/v1', 'ai.example.com'],
    ['ai.example.com:443', 'ai.example.com'],
  ])('for %s is %s', (pattern, host) => {
    expect(allows(pattern, host)).toBe(true);
  });

  it.each([
    ['example.com', 'ai.example.com'],
    ['example.com', 'evilexample.com'],
    ['example.com', 'example.com.evil.example'],
    ['example.com:8443', 'example.com'],
    ['example.com:8443', 'example.com:8444'],
    // It stands for all below, and the host itself is named by itself.
    ['*.example.com', 'example.com'],
    ['*.example.com', 'evilexample.com'],
    ['*.example.com', 'ai.example.com.evil.example'],
    ['*.example.com', 'example.com.evil.example'],
    ['*.example.com', 'ai-example.com'],
    ['*example.com', 'evilexample.com'],
    ['*', 'example.com'],
    ['*.', 'example.com.'],
    ['ai.*.com', 'ai.example.com'],
    ['', 'example.com'],
  ])('for %s is not %s', (pattern, host) => {
    expect(allows(pattern, host)).toBe(false);
  });

  it.each(['', 'own.example', 'not a url'])('is named by no address such as %j', (baseUrl) => {
    const rules = { ...noPolicy, cloudAllowedHosts: ['*.example', 'own.example', ''] };
    expect(isHostAllowed(baseUrl, rules)).toBe(false);
  });

  it('may be any where none is named, and none where the list is empty', () => {
    expect(isHostAllowed('https://own.example/v1', noPolicy)).toBe(true);
    expect(isHostAllowed('https://own.example/v1', { ...noPolicy, cloudAllowedHosts: [] })).toBe(
      false,
    );
  });
});

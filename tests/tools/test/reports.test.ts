import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countPlaywright, skipAll } from '../../../tools/test/playwright-report.mjs';
import { countVitest } from '../../../tools/test/vitest-report.mjs';

/** Written by the real tools over planted tests, then cut down to what is read. */
function recorded(name: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'reports', name), 'utf8'));
}

describe("Vitest's report", () => {
  it('is counted by test, with files that broke outside of any test as failures', () => {
    expect(countVitest(recorded('vitest.json'), '/project')).toEqual({
      passed: 1,
      failed: ['a.test.ts: group fails', 'b.test.ts', 'c.test.ts'],
      skipped: [
        { name: 'a.test.ts: skips', reason: 'by the test' },
        { name: 'a.test.ts: skips itself', reason: 'by the test' },
        { name: 'c.test.ts: group never', reason: 'by the test' },
        { name: 'a.test.ts: later', reason: 'to be written' },
      ],
    });
  });
});

describe("Playwright's report", () => {
  it('is counted by test, with the reason of each that was skipped', () => {
    expect(countPlaywright(recorded('playwright.json'))).toEqual({
      // One of them at the second try.
      passed: 2,
      failed: ['a.spec.ts › group › fails', 's.spec.ts › first'],
      skipped: [
        { name: 'a.spec.ts › skips', reason: 'no xdotool' },
        { name: 'a.spec.ts › fixme', reason: 'by the test' },
        { name: 'a.spec.ts › group › inner › deep', reason: 'no chromium' },
        { name: 's.spec.ts › second', reason: 'did not run' },
      ],
    });
  });

  it('fails when there was an error outside of any test', () => {
    const errors = [{ message: 'Error: No tests found.\nMake sure that' }];
    expect(countPlaywright({ suites: [], errors }).failed).toEqual([
      'end-to-end tests: Error: No tests found.',
    ]);
  });

  it('names every test that cannot run', () => {
    const { passed, failed, skipped } = skipAll(recorded('playwright-list.json'), 'no Chromium');
    expect({ passed, failed }).toEqual({ passed: 0, failed: [] });
    expect(skipped).toHaveLength(8);
    expect(skipped[5]).toEqual({ name: 'a.spec.ts › group › inner › deep', reason: 'no Chromium' });
  });

  it('says that all are skipped where their names cannot be had', () => {
    expect(skipAll({ suites: [], errors: [] }, 'the build failed').skipped).toEqual([
      { name: 'end-to-end tests', reason: 'the build failed' },
    ]);
  });
});

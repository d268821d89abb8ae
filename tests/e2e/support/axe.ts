import axe from 'axe-core';
import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { evaluate } from '../../../tools/browser/evaluate.mjs';
import { expect } from './sotto.ts';

type Report = { readonly found: readonly string[]; readonly passed: readonly string[] };

/** In a page of our own, where a script of the test may run. `proof`: rules that apply only where axe saw what was to be seen. */
export async function expectNothingFound(
  session: CdpSession,
  proof: readonly string[],
): Promise<void> {
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { found, passed }: Report = await evaluate(
    session,
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({
      found: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)),
      passed: passes.map(({ id }) => id),
    }))`,
  );
  expect(found).toEqual([]);
  expect(passed).toEqual(expect.arrayContaining([...proof]));
}

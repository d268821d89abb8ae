import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode, errorCodes } from '../../../src/core/errors.ts';
import { type LocalPlan, planLocal } from '../../../src/core/ladder/plan.ts';
import { paces, preferences } from '../../../src/core/ladder/preference.ts';
import {
  canAnswer,
  type EngineState,
  type EngineStates,
} from '../../../src/core/ladder/readiness.ts';
import { localEngines } from '../../../src/core/receipt.ts';
import type { ModelChoice } from '../../../src/core/tools.ts';
import { absent, failing, impossible, ready } from './scripted-states.ts';

/** Four kinds of readiness, of each of five engines. */
const kinds: Readonly<Record<string, EngineState>> = {
  ready: ready(),
  'needs download': absent,
  unavailable: impossible,
  failing: failing(),
};
const states = Object.values(kinds);

const choices: readonly ModelChoice[] = [
  { tool: 'summarize', type: 'key-points', length: 'medium' },
  { tool: 'rewrite', style: 'friendly', instruction: '' },
  { tool: 'proofread' },
];
const languages = ['en', 'de', 'und'];
const lengths = [100, 100_000];

type Row = {
  readonly asked: Parameters<typeof planLocal>[0];
  readonly wanted: Parameters<typeof planLocal>[1];
  readonly on: EngineStates;
};

function* rows(): Generator<Row> {
  for (const webLlm of states)
    for (const builtIn of states)
      for (const cpu of states)
        for (const instant of states)
          for (const choice of choices)
            for (const language of languages)
              for (const textTokens of lengths)
                for (const preference of preferences)
                  for (const pace of paces)
                    yield {
                      asked: { choice, language, textTokens },
                      wanted: { preference, pace },
                      on: { 'web-llm': webLlm, 'built-in': builtIn, cpu, instant },
                    };
}

function planOrCode({ asked, wanted, on }: Row, extra: object = {}): LocalPlan | ErrorCode {
  try {
    return planLocal(asked, wanted, { ...on, ...extra });
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
}

/** Which invariant does not hold; told at the end, since an expectation for each would take minutes. */
function broken(row: Row, outcome: LocalPlan | ErrorCode): string | null {
  const { asked, wanted, on } = row;
  const able = localEngines.filter((id) => canAnswer(on[id]));
  if (typeof outcome === 'string') {
    if (!errorCodes.includes(outcome) || outcome === 'unexpected') return 'no clear message';
    const isLong = asked.textTokens > 4096 && asked.choice.tool !== 'summarize';
    return able.length > 0 && !isLong ? 'an engine could have answered' : null;
  }
  const planned = outcome.engines.map(({ engine }) => engine);
  const [first] = planned;
  if (first === undefined) return 'nobody answers';
  if (planned.some((id) => !localEngines.includes(id))) return 'not local';
  if (planned.some((id) => !able.includes(id))) return 'one that cannot';
  if (new Set(planned).size !== planned.length) return 'one twice';
  const { preference } = wanted;
  const isFixed = preference !== 'best' && preference !== 'fastest';
  const isSwitched = isFixed && first !== preference;
  if (isSwitched !== (outcome.why.kind === 'instead' && outcome.why.of === preference && isFixed))
    return 'a silent switch';
  if (outcome.why.kind === 'instead' && outcome.why.of === first) return 'instead of itself';
  const isReady = on[first].state === 'ready';
  if (
    preference === 'best' &&
    wanted.pace === 'usual' &&
    !isReady &&
    planned.some((id) => on[id].state === 'ready')
  )
    return 'a failing one before one that works';
  if (outcome.drafts && (first === 'instant' || !planned.includes('instant')))
    return 'a draft that is none';
  if (outcome.missing !== null && first !== 'instant') return 'a reason without a lack';
  if (
    first === 'instant' &&
    planned.length === 1 &&
    preference === 'best' &&
    outcome.missing === null
  )
    return 'a lack without a reason';
  return null;
}

describe('the table of the ladder', () => {
  it('holds in every row: an answer or a clear message, local alone, and no silent switch', () => {
    const found = new Map<string, Row>();
    let count = 0;
    for (const row of rows()) {
      count++;
      const problem = broken(row, planOrCode(row));
      if (problem && !found.has(problem)) found.set(problem, row);
    }
    expect([...found]).toEqual([]);
    expect(count).toBe(4 ** 4 * 3 * 3 * 2 * 6 * 2);
  });

  it('is the same whatever the cloud’s readiness would be', () => {
    const claims = states.map((cloud) => ({ cloud, door: cloud }));
    for (const row of rows()) {
      const expected = JSON.stringify(planOrCode(row));
      for (const claim of claims)
        if (JSON.stringify(planOrCode(row, claim)) !== expected) expect.fail(JSON.stringify(row));
    }
  });
});

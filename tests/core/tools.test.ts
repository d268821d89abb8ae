import { describe, expect, it } from 'vitest';
import {
  lacksInstruction,
  rewriteStyles,
  summaryLengths,
  summaryTypes,
} from '../../src/core/tools.ts';

describe('a choice', () => {
  it.each([[''], [' '], ['\n\t ']])(
    'of an own style lacks its instruction in %j',
    (instruction) => {
      expect(lacksInstruction({ tool: 'rewrite', style: 'own', instruction })).toBe(true);
    },
  );

  it('of an own style with an instruction lacks nothing', () => {
    expect(lacksInstruction({ tool: 'rewrite', style: 'own', instruction: 'Rhyme.' })).toBe(false);
  });

  it('of any other style needs no instruction', () => {
    for (const style of rewriteStyles.filter((one) => one !== 'own'))
      expect(lacksInstruction({ tool: 'rewrite', style, instruction: '' })).toBe(false);
  });

  it('of a summary needs no instruction', () => {
    for (const type of summaryTypes)
      for (const length of summaryLengths)
        expect(lacksInstruction({ tool: 'summarize', type, length })).toBe(false);
  });
});

it.each([[summaryTypes], [summaryLengths], [rewriteStyles]])(
  '%j names each choice once',
  (list) => {
    expect(new Set<string>(list).size).toBe(list.length);
  },
);

import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { maxInstructionLength, maxTextLength } from '../../src/core/limits.ts';
import {
  type Choice,
  rewriteStyles,
  summaryLengths,
  summaryTypes,
  type Task,
} from '../../src/core/tools.ts';
import { checkArgs } from '../../src/protocol/check-args.ts';
import {
  type Calls,
  type RunArgs,
  runArgs,
  type Streams,
  streamArgs,
} from '../../src/protocol/contract.ts';

const summarize = { tool: 'summarize', type: 'tldr', length: 'short' } as const;
const rewrite = { tool: 'rewrite', style: 'own', instruction: 'Make it rhyme.' } as const;
const asked = {
  language: 'en',
  route: 'device',
  pace: 'usual',
  origin: { sites: [], isPrivate: false },
};
const good = { choice: summarize, text: 'The cat sat.', ...asked };

function refusal(args: unknown): AppError {
  try {
    checkArgs(runArgs, args);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
  }
  throw new Error('It was not refused.');
}

describe('the arguments of run', () => {
  it('are a task, as the engine room knows it', () => {
    expectTypeOf<RunArgs>().toExtend<Task<Choice>>();
    expectTypeOf<Streams['anyone']['run']['args']>().toEqualTypeOf<RunArgs>();
  });

  it('are all that a content script may send: its calls take none', () => {
    type Open = Calls['anyone'];
    expectTypeOf<Open[keyof Open]['args']>().toEqualTypeOf<null>();
    expect(Object.keys(streamArgs)).toEqual(['run', 'approve', 'warm', 'hold', 'watchEngines']);
  });

  it.each([
    ...summaryTypes.flatMap((type) =>
      summaryLengths.map((length) => ({ tool: 'summarize', type, length })),
    ),
    ...rewriteStyles.map((style) => ({ tool: 'rewrite', style, instruction: '' })),
    { tool: 'share' },
  ])('pass with the choice %j', (choice) => {
    expect(checkArgs(runArgs, { ...good, choice })).toEqual({ ...good, choice });
  });

  it('lose whatever does not belong there', () => {
    const junk = {
      ...good,
      choice: { ...summarize, instruction: 'smuggled', cloud: true },
      engine: 'cloud',
      modelId: 'other',
      baseUrl: 'https://evil.example/v1',
      key: 'x',
      consent: true,
      ticket: 'x',
    };
    expect(checkArgs(runArgs, junk)).toEqual(good);
  });

  it('do not let an own key named __proto__ through', () => {
    const args = JSON.parse(`{"__proto__":{"text":"x"},${JSON.stringify(good).slice(1)}`);
    const checked = checkArgs(runArgs, args);
    expect(Object.keys(checked)).toEqual(Object.keys(good));
    expect(Object.getPrototypeOf(checked)).toBe(Object.prototype);
  });

  it.each([
    ['nothing', null, 'arguments'],
    ['a list', [], 'choice'],
    ['a text', 'summarize', 'arguments'],
    ['no choice', { ...good, choice: undefined }, 'choice'],
    ['a tool that does not exist', { ...good, choice: { tool: 'translate' } }, 'choice.tool'],
    ['a tool named constructor', { ...good, choice: { tool: 'constructor' } }, 'choice.tool'],
    [
      'a type of another tool',
      { ...good, choice: { ...rewrite, tool: 'summarize' } },
      'choice.type',
    ],
    ['an unknown type', { ...good, choice: { ...summarize, type: 'poem' } }, 'choice.type'],
    ['an unknown length', { ...good, choice: { ...summarize, length: 'x' } }, 'choice.length'],
    ['an unknown style', { ...good, choice: { ...rewrite, style: 'rude' } }, 'choice.style'],
    [
      'a rewrite without instruction',
      { ...good, choice: { tool: 'rewrite', style: 'own' } },
      'choice.instruction',
    ],
    [
      'too long an instruction',
      { ...good, choice: { ...rewrite, instruction: 'a'.repeat(maxInstructionLength + 1) } },
      'choice.instruction',
    ],
    ['no text', { ...good, text: undefined }, 'text'],
    ['a text that is none', { ...good, text: ['a'] }, 'text'],
    ['too long a text', { ...good, text: 'a'.repeat(maxTextLength + 1) }, 'text'],
    ['no language', { ...good, language: null }, 'language'],
    ['too long a language', { ...good, language: 'e'.repeat(36) }, 'language'],
    ['no route', { ...good, route: undefined }, 'route'],
    ['a route that does not exist', { ...good, route: 'cloud' }, 'route'],
    ['no word on where it comes from', { ...good, origin: undefined }, 'origin'],
    ['a site that is none', { ...good, origin: { sites: [1], isPrivate: false } }, 'origin.sites'],
    ['an address of its own', { ...good, route: { baseUrl: 'https://evil.example/' } }, 'route'],
  ])('are refused with %s, by the name of the place', (_what, args, place) => {
    const { code, message } = refusal(args);
    expect(code).toBe('refused');
    expect(message).toContain(place);
  });

  it('may be exactly as long as the limits say', () => {
    const args = {
      ...asked,
      choice: { ...rewrite, instruction: 'i'.repeat(maxInstructionLength) },
      text: 't'.repeat(maxTextLength),
      language: 'l'.repeat(35),
    };
    expect(checkArgs(runArgs, args)).toEqual(args);
  });
});

describe('a refusal', () => {
  const secret = 'the person’s own text';
  const leaf = fc.oneof(fc.constant(secret), fc.integer(), fc.constant(null), fc.boolean());
  const tree = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), tie('object')),
    object: fc.dictionary(
      fc.constantFrom('choice', 'text', 'language', 'tool', 'type', 'style', secret),
      tie('value'),
    ),
  }));

  it('never says a word of what was sent', () => {
    let refusals = 0;
    fc.assert(
      fc.property(tree.object, (args) => {
        try {
          checkArgs(runArgs, args);
        } catch (thrown) {
          refusals++;
          expect(thrown).toBeInstanceOf(AppError);
          expect(String(thrown)).not.toContain(secret);
          expect((thrown as AppError).cause).toBeUndefined();
        }
      }),
    );
    expect(refusals).toBeGreaterThan(0);
  });

  it('of too long a text holds no part of it', () => {
    const { message } = refusal({ ...good, text: 'abracadabra '.repeat(500_000) });
    expect(message).toBe('Malformed: text.');
  });
});

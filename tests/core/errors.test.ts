import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, errorCodes, isErrorCode, toAppError } from '../../src/core/errors.ts';

describe('an AppError', () => {
  it('is an error with a code, a name and its cause', () => {
    const cause = new Error('below');
    const error = new AppError('no-gpu', 'No adapter.', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'no-gpu',
      message: 'No adapter.',
      cause,
    });
  });
});

describe('whatever was thrown', () => {
  it('stays what it is when it is an AppError', () => {
    const error = new AppError('disconnected', 'gone');
    expect(toAppError(error)).toBe(error);
  });

  it.each([
    ['an error', new RangeError('too far'), 'RangeError: too far'],
    ['a string', 'Model unloaded', 'Model unloaded'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a symbol', Symbol('odd'), 'Symbol(odd)'],
    ['an object', { code: 'no-gpu' }, '[object Object]'],
  ])('becomes `unexpected` when it is %s, which stays its cause', (_what, thrown, message) => {
    expect(toAppError(thrown)).toMatchObject({ code: 'unexpected', message, cause: thrown });
  });
});

describe('the codes', () => {
  it('are named once each', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
  });

  it('are known as such, and nothing else is', () => {
    for (const code of errorCodes) expect(isErrorCode(code)).toBe(true);
    const codes: readonly unknown[] = errorCodes;
    fc.assert(
      fc.property(fc.anything(), (value) => {
        fc.pre(!codes.includes(value));
        expect(isErrorCode(value)).toBe(false);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { answerFailure, loadFailure } from '../../../src/worker/cpu/wllama-error.ts';

/** As wllama throws them, which gives them a type and no name. */
function typed(type: string): Error {
  return Object.assign(new Error('the text of a person'), { type });
}

const crash = Object.assign(new Error('the text of a person'), { name: 'RuntimeError' });
const noMemory = new RangeError('Out of memory.');

describe.each([
  ['while it is loaded', loadFailure],
  ['while it answers', answerFailure],
])('a failure of llama.cpp %s', (_when, failure) => {
  it.each([
    ['a text that is too long', typed('inference_error'), typed('exceed_context_size_error')],
    [
      'the same as the server says it',
      typed('inference_error'),
      { type: 'exceed_context_size_error' },
    ],
  ])('is known as over-window for %s', (_what, thrown, said) => {
    expect(failure(thrown, said).code).toBe('over-window');
  });

  it.each([
    ['its worker was refused memory', crash, noMemory],
    ['this worker was', noMemory, null],
  ])('is known as out-of-memory where %s', (_what, thrown, said) => {
    expect(failure(thrown, said).code).toBe('out-of-memory');
  });

  it('is known as corrupt-model where the file is gone from the disk, or is none', () => {
    const gone = new DOMException('gone', 'NotReadableError');
    expect(failure(crash, gone).code).toBe('corrupt-model');
    expect(failure(typed('load_error'), null).code).toBe('corrupt-model');
  });

  it('is known as disconnected where it was unloaded meanwhile', () => {
    expect(failure(typed('model_not_loaded'), null).code).toBe('disconnected');
  });

  it.each([
    ['a crash', crash],
    ['a string', 'wllama has crashed'],
    ['nothing', undefined],
    // Own keys only, or Object's would be found.
    ['a type that every object has', typed('constructor')],
  ])('is unexpected for %s', (_what, thrown) => {
    expect(failure(thrown, null).code).toBe('unexpected');
  });

  it('stays what it is where it is known already', () => {
    const error = new AppError('no-model', 'not loaded');
    expect(failure(error, null)).toBe(error);
  });
});

it('keeps what is said of a file, and nothing that may be of a text', () => {
  const said = { type: 'server_error', message: 'the text of a person' };
  expect(loadFailure(typed('load_error'), null).message).toContain('the text');
  for (const thrown of [crash, typed('inference_error'), 'the text of a person']) {
    const error = answerFailure(thrown, said);
    expect(error.message).toContain('server_error');
    expect(`${error.message} ${error.cause ?? ''}`).not.toContain('person');
  }
});

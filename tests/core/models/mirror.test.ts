import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMirror, sourceUrl } from '../../../src/core/models/mirror.ts';
import { defaultSettings, readSettings } from '../../../src/core/settings.ts';

describe("a mirror's address", () => {
  it.each([
    ['https://models.example.com', 'https://models.example.com'],
    [' models.example.com/ ', 'https://models.example.com'],
    ['https://models.example.com/hub//', 'https://models.example.com/hub'],
    ['localhost:8080', 'http://localhost:8080'],
    ['', null],
    ['  ', null],
  ])('%j is kept as %j', (typed, url) => {
    expect(readMirror(typed)).toEqual({ url });
  });

  it.each([
    ['http://models.example.com', 'not-https'],
    ['https://me:secret@models.example.com', 'has-credentials'],
    ['https://models.example.com/?token=1', 'has-query'],
    ['https://models.example.com/#top', 'has-query'],
    ['what is this', 'not-a-url'],
  ] as const)('%j is refused: %s', (typed, problem) => {
    expect(readMirror(typed)).toEqual({ problem });
  });

  it('is read back from the settings whenever it was accepted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (typed) => {
        const read = readMirror(typed);
        if ('problem' in read || read.url === null) return;
        expect(readSettings({ ...defaultSettings, mirrorUrl: read.url }).mirrorUrl).toBe(read.url);
      }),
    );
  });
});

it('a mirror takes the place of the host, and files keep their paths', () => {
  const model = 'https://huggingface.co/owner/model';
  expect(sourceUrl(model, null)).toBe(model);
  expect(sourceUrl(model, 'https://models.example.com/hub')).toBe(
    'https://models.example.com/hub/owner/model',
  );
});

it('no mirror is asked for a model out of a folder, nor told what that is called', () => {
  const model = 'https://imported.invalid/imported/Contracts%20of%20Ada';
  expect(sourceUrl(model, null)).toBeNull();
  expect(sourceUrl(model, 'https://models.example.com/hub')).toBeNull();
});

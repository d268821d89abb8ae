import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RepositoryProblem, readRepository } from '../../../src/core/models/repository.ts';

const mine = 'https://huggingface.co/someone/My-Model_1.5-MLC';

describe('the repository of a model', () => {
  it.each([
    ['owner and name', 'someone/My-Model_1.5-MLC', mine],
    ['with blanks around them', '  someone/My-Model_1.5-MLC\n', mine],
    ['its address', mine, mine],
    ['with a slash at its end', `${mine}/`, mine],
    ['without its scheme', 'huggingface.co/someone/My-Model_1.5-MLC', mine],
    ['by the host’s other names', 'https://www.huggingface.co/someone/My-Model_1.5-MLC', mine],
    ['by its short name', 'hf.co/someone/My-Model_1.5-MLC', mine],
    ['what the browser shows of its files', `${mine}/tree/main`, mine],
    ['of one of them', `${mine}/blob/main/mlc-chat-config.json`, mine],
    ['of its discussions', `${mine}/discussions/1?status=open#end`, mine],
    ['a copied file', `${mine}/resolve/main/mlc-chat-config.json?download=true`, mine],
    ['elsewhere', 'https://models.example.com/a/b/', 'https://models.example.com/a/b'],
    [
      'a file elsewhere',
      'https://models.example.com/b/resolve/main/x',
      'https://models.example.com/b',
    ],
    ['on this machine', 'http://127.0.0.1:8000/tiny', 'http://127.0.0.1:8000/tiny'],
    ['on this machine by name', 'localhost/tiny', 'http://localhost/tiny'],
  ])('is read from %s', (_what, typed, url) => {
    expect(readRepository(typed)).toEqual({ url });
  });

  it.each<[string, string, RepositoryProblem]>([
    ['nothing', '', 'not-a-url'],
    ['words', 'a model of mine', 'not-a-url'],
    ['a script', 'javascript:alert(1)', 'not-a-url'],
    ['plain http', 'http://models.example.com/a/b', 'not-https'],
    ['a password', 'https://me:secret@huggingface.co/a/b', 'has-credentials'],
    ['a token', 'https://models.example.com/a/b?token=1', 'has-query'],
    ['an owner alone', 'https://huggingface.co/someone', 'not-a-repository'],
    ['data', 'https://huggingface.co/datasets/someone/data', 'not-a-repository'],
    ['a host alone', 'https://models.example.com/', 'not-a-repository'],
    ['another branch', `${mine}/tree/dev`, 'other-branch'],
    ['another branch elsewhere', 'https://models.example.com/b/resolve/v2/x', 'other-branch'],
  ])('is not read from %s', (_what, typed, problem) => {
    expect(readRepository(typed)).toEqual({ problem });
  });

  it('that was read is read again as the same, and without anything secret', () => {
    const part = fc.stringMatching(/^[\w.@:?#=/-]{0,20}$/);
    const typed = fc.oneof(
      part,
      fc.webUrl({ withQueryParameters: true }),
      fc.tuple(part, part).map(([a, b]) => `https://huggingface.co/${a}/${b}`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readRepository(text);
        if ('problem' in read) return;
        expect(readRepository(read.url)).toEqual(read);
        expect(read.url).toMatch(/^https?:\/\/[^@/?#]+\/[^?#]+$/);
      }),
    );
  });
});

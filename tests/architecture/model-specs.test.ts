import { expect, it } from 'vitest';
import { filesUnder, read } from './project-files.ts';

const opensModelPort = /new ModelHub\(localModelPort|serveLocalModel\(/;

it('a spec that serves a model at the one port runs beside no other such spec, by its name', () => {
  const specs = filesUnder('tests/e2e', /\.spec\.ts$/).filter((path) =>
    opensModelPort.test(read(path)),
  );
  expect(specs.filter((path) => !path.startsWith('tests/e2e/model'))).toEqual([]);
});

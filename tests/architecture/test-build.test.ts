import { expect, it } from 'vitest';
import { filesUnder, read } from './project-files.ts';

/** What the build says to the program, and the one file that listens. */
const told = {
  __LOCAL_MODELS__: ['src/core/test-build.ts'],
  __SOFTWARE_GPU__: ['src/core/test-build.ts'],
  __MODEL_LIBRARIES__: ['src/offscreen/build.ts'],
  // By its mode a build could differ in a way that has no name.
  'import.meta.env': [],
};

it.each(Object.entries(told))('%s is read in %j alone', (name, files) => {
  const sources = filesUnder('src', /\.tsx?$/);
  expect(sources.filter((path) => read(path).includes(name))).toEqual(files);
});

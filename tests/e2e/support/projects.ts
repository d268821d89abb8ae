import { test } from '@playwright/test';

/** Of the specs whose file names begin with `model`: they run one at a time, beside all others. */
export const modelProject = 'model';

/** Beside another test that has it as well, what is asked for would be taken, or too slow. */
export function requireModelProject(what: string): void {
  if (test.info().project.name === modelProject) return;
  throw new Error(`Tests with ${what} run one at a time: begin the file's name with "model".`);
}

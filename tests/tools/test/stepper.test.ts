import { expect, it } from 'vitest';
import { stepper } from '../../../tools/test/stepper.mjs';

it('announces a step, hands its result on and keeps its time', () => {
  const lines: string[] = [];
  let clock = 0;
  const { step, times } = stepper(
    (line) => lines.push(line),
    () => clock,
  );
  const result = step('types', () => {
    clock += 1234;
    return 7;
  });
  expect(result).toBe(7);
  expect(lines).toEqual(['\n== types', '== types: 1.2 s']);
  expect(times).toEqual(['   1.2 s  types']);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restore } from '../../../src/core/redact/restore.ts';
import { maskTask } from '../../../src/core/redact/task.ts';
import { instructionOf, type Task } from '../../../src/core/tools.ts';

function own(text: string, instruction: string): Task {
  return { choice: { tool: 'rewrite', style: 'own', instruction }, text, language: 'en' };
}

it('text and instruction are masked with one list, and each comes out whole', () => {
  const { task, masked } = maskTask(own('To bo@example.com.', 'Sign as Ada, cc bo@example.com'), [
    'Ada',
  ]);
  expect(task).toEqual(own('To [EMAIL_1].', 'Sign as [NAME_1], cc [EMAIL_1]'));
  expect(masked.map(({ original }) => original)).toEqual(['bo@example.com', 'Ada']);
});

it('any text and any instruction come back, apart from one another', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '\u{10ffff}\n',
      'a\n\u{10ffff}',
      'bo@example.com',
      '4111 1111 1111 1111',
      '\n\u{10ffff}\n',
      '[EMAIL_1]',
      '',
    ),
  );
  fc.assert(
    fc.property(any, any, (text, instruction) => {
      const { task, masked } = maskTask(own(text, instruction), ['Ada']);
      expect(restore(task.text, masked)).toBe(text);
      const plain = instruction.replaceAll('\u{10ffff}', '');
      expect(restore(instructionOf(task.choice), masked)).toBe(plain);
    }),
  );
});

it('an instruction that is not read is left as it is', () => {
  const choice = { tool: 'rewrite', style: 'concise', instruction: 'bo@example.com' } as const;
  const { task, masked } = maskTask({ choice, text: 'The mill.', language: 'en' }, []);
  expect(task.choice).toEqual(choice);
  expect(masked).toEqual([]);
});

import * as v from 'valibot';
import { AppError } from '../core/errors.ts';

/** What came over the wire, as the schema says it must be. Throws `refused`, without the text of what was sent. */
export function checkArgs<Schema extends v.GenericSchema>(
  schema: Schema,
  args: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, args);
  if (parsed.success) return parsed.output;
  const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'arguments').join(', ');
  throw new AppError('refused', `Malformed: ${where}.`);
}

import { planLocal } from '../core/ladder/plan.ts';
import { engineStates } from './engine-states.ts';
import type { Device } from './run-on-device.ts';

/** What a person is about to ask: their own instruction is still being written. */
const question = {
  choice: { tool: 'rewrite', style: 'own', instruction: '' },
  language: 'und',
} as const;

/** Has the engine loaded that a rewrite would be asked of. */
export async function warm(
  signal: AbortSignal,
  { engines, health, settings }: Device,
): Promise<void> {
  const { preference } = await settings();
  const states = await engineStates(signal, engines, health, question);
  const wanted = { preference, pace: 'usual' } as const;
  const { engines: order } = planLocal({ ...question, textTokens: 0 }, wanted, states);
  await engines[order[0].engine].warm(signal, question);
}

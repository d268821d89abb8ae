import { type MessageKey, t } from '../platform/text.ts';
import type { LoadPhase, ModelReport } from '../protocol/contract.ts';
import { percent } from '../ui/texts.ts';

const states = {
  absent: 'model_state_absent',
  partial: 'model_state_partial',
  ready: 'model_state_ready',
  'not-in-build': 'model_state_not_in_build',
  'not-allowed': 'model_state_not_allowed',
} as const satisfies Partial<Record<ModelReport['state'], MessageKey>>;

const phases = {
  fetch: 'model_state_downloading_fetch',
  load: 'model_state_downloading_load',
  compile: 'model_state_downloading_compile',
} as const satisfies Record<LoadPhase, MessageKey>;

/** Where a model stands, in words and, while it comes, with a bar. */
export function ModelStatus({ report }: { readonly report: ModelReport }) {
  const { state, progress } = report;
  if (state !== 'downloading') return <p role="status">{t(states[state])}</p>;
  const { phase, progress: done } = progress ?? { phase: 'fetch' as const, progress: 0 };
  return (
    <>
      <p>
        <span role="status">{t(phases[phase])}</span>
        {/* Not in the region, which would read out each step of it. */}
        {` ${percent(done)}`}
      </p>
      <progress value={done} max={1} aria-hidden="true" />
    </>
  );
}

import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import type { Model } from '../core/models/model.ts';
import type { ModelReport } from '../protocol/models-report.ts';
import { errorText } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ModelActions } from './ModelActions.tsx';
import { ModelFacts } from './ModelFacts.tsx';
import { ModelSpeed } from './ModelSpeed.tsx';
import { ModelStatus } from './ModelStatus.tsx';

type Props = {
  readonly model: Model;
  readonly report: ModelReport | null;
  readonly inUse: boolean;
  readonly isRecommended: boolean;
  /** Whether this device can use models at all: else none is offered for download. */
  readonly canRun: boolean;
  readonly hasShaderF16: boolean;
  readonly onChoose: () => void;
};

/** One model: what it is, where it stands, and what can be done with it now. */
export function ModelCard(props: Props) {
  const { model, report, inUse, canRun, onChoose } = props;
  const error = useSignal<ErrorCode | null>(null);
  const ask = async (work: (signal: AbortSignal) => Promise<void>) => {
    error.value = await attempt(work);
  };
  const problem = error.value ?? report?.error ?? null;
  return (
    <article aria-labelledby={model.id}>
      <h4 id={model.id}>{model.name}</h4>
      <ModelFacts model={model} hasShaderF16={props.hasShaderF16} />
      {report && canRun && <ModelSpeed report={report} isRecommended={props.isRecommended} />}
      {report && <ModelStatus report={report} />}
      {problem && (
        <p class="error" role="alert">
          {errorText(problem)}
        </p>
      )}
      {report && (
        <ModelActions
          model={model}
          report={report}
          inUse={inUse}
          canRun={canRun}
          onChoose={onChoose}
          onAsk={(work) => void ask(work)}
        />
      )}
    </article>
  );
}

import { t } from '../platform/text.ts';
import type { Answers } from './answers.ts';
import { StepButton } from './StepButton.tsx';
import { number } from './texts.ts';

/** Goes through the answers to the same text, as soon as there are two. */
export function VersionStepper({ answers }: { readonly answers: Answers }) {
  const position = answers.position.value;
  const count = answers.count.value;
  if (count < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a `fieldset` is for a form
    <div class="stepper" role="group" aria-label={t('version_label')}>
      <StepButton
        label="version_previous"
        sign="‹"
        isEnd={position === 0}
        onClick={() => answers.step(-1)}
      />
      <span aria-live="polite">{t('version_position', number(position + 1), number(count))}</span>
      <StepButton
        label="version_next"
        sign="›"
        isEnd={position === count - 1}
        onClick={() => answers.step(1)}
      />
    </div>
  );
}

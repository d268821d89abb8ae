import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { maxInstructionLength } from '../core/limits.ts';
import type { Choice, RewriteChoice, SummarizeChoice } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { Select } from './Select.tsx';
import { lengthTexts, styleTexts, typeTexts } from './texts.ts';

type Props<C extends Choice> = { readonly choice: C; readonly onChange: (choice: C) => void };

/** The choices of the tool in hand. A change asks anew; an own instruction first waits to be written. */
export function ChoiceBar({ choice, onChange }: Props<Choice>) {
  switch (choice.tool) {
    case 'summarize':
      return <SummarizeBar choice={choice} onChange={onChange} />;
    case 'rewrite':
      return <RewriteBar choice={choice} onChange={onChange} />;
    case 'proofread':
    case 'share':
      return null;
  }
}

function SummarizeBar({ choice, onChange }: Props<SummarizeChoice>) {
  return (
    <div class="choices">
      <Select
        label="choice_type"
        texts={typeTexts}
        value={choice.type}
        onChange={(type) => onChange({ ...choice, type })}
      />
      <Select
        label="choice_length"
        texts={lengthTexts}
        value={choice.length}
        onChange={(length) => onChange({ ...choice, length })}
      />
    </div>
  );
}

function RewriteBar({ choice, onChange }: Props<RewriteChoice>) {
  const [instruction, setInstruction] = useState(choice.instruction);
  const input = useRef<HTMLInputElement>(null);
  // Whoever chooses an own instruction is about to write it.
  useLayoutEffect(() => input.current?.focus(), [choice.style]);
  const submit = (event: Event) => {
    event.preventDefault();
    onChange({ ...choice, instruction });
  };
  return (
    <form class="choices" onSubmit={submit}>
      <Select
        label="choice_style"
        texts={styleTexts}
        value={choice.style}
        onChange={(style) => onChange({ ...choice, style, instruction })}
      />
      {choice.style === 'own' && (
        <>
          <input
            ref={input}
            type="text"
            aria-label={t('instruction_label')}
            placeholder={t('instruction_placeholder')}
            maxLength={maxInstructionLength}
            value={instruction}
            onInput={(event) => setInstruction(event.currentTarget.value)}
          />
          <button type="submit">{t('instruction_go')}</button>
        </>
      )}
    </form>
  );
}

import { hallucinationSource } from '../core/models/mlc-catalog.ts';
import type { Model, Tier } from '../core/models/model.ts';
import { isOwnId } from '../core/models/own-model.ts';
import { variantToShow } from '../core/models/variant.ts';
import { type MessageKey, t } from '../platform/text.ts';
import { megabytes, number } from '../ui/texts.ts';

const tierTexts = {
  least: 'model_tier_least',
  small: 'model_tier_small',
  balanced: 'model_tier_balanced',
  better: 'model_tier_better',
  best: 'model_tier_best',
} as const satisfies Record<Tier, MessageKey>;

type Props = {
  readonly model: Model;
  readonly hasShaderF16: boolean;
};

/** What a person weighs before a download: for whom a model is, what it takes, and how far it can be believed. */
export function ModelFacts({ model, hasShaderF16 }: Props) {
  const variant = variantToShow(model, hasShaderF16);
  const facts = [
    t('model_download_size', megabytes(variant.downloadBytes)),
    t(
      model.engine === 'cpu' ? 'model_memory_cpu' : 'model_memory',
      megabytes(variant.memoryMb * 1_000_000),
    ),
    ...(model.languages === null ? [] : [languagesText(model.languages)]),
  ];
  return (
    <>
      {model.tier && <p>{t(tierTexts[model.tier])}</p>}
      {isOwnId(model.id) && <p>{t('model_tier_own')}</p>}
      <p class="facts">
        {facts.join(' · ')} · <License model={model} />
      </p>
      <details class="facts">
        <summary>{t('model_more', model.name)}</summary>
        <p>{t('model_window', number(variant.contextTokens))}</p>
        <Believable percent={model.hallucinationPercent} />
      </details>
    </>
  );
}

function languagesText(count: number): string {
  return count === 1 ? t('model_languages_english') : t('model_languages', number(count));
}

function License({ model: { license, termsUrl } }: Pick<Props, 'model'>) {
  return (
    <>
      {license && <>{t('model_license', license)} · </>}
      {termsUrl ? (
        <a href={termsUrl} target="_blank" rel="noreferrer">
          {t('model_terms')}
        </a>
      ) : (
        t('model_terms_none')
      )}
    </>
  );
}

function Believable({ percent }: { readonly percent: number | null }) {
  if (percent === null) return <p>{t('model_hallucination_unknown')}</p>;
  return (
    <p>
      {t('model_hallucination', number(percent, 1))}{' '}
      <a href={hallucinationSource} target="_blank" rel="noreferrer">
        {t('model_hallucination_source')}
      </a>
    </p>
  );
}

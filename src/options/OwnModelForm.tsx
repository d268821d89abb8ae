import { useSignal } from '@preact/signals';
import type { ErrorCode } from '../core/errors.ts';
import type { OwnModel } from '../core/models/own-model.ts';
import { type RepositoryProblem, readRepository } from '../core/models/repository.ts';
import { stream } from '../platform/messaging/streams.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { OwnModelAnswer } from '../protocol/contract.ts';
import { errorText, megabytes } from '../ui/texts.ts';
import { attempt } from '../ui/watch-models.ts';
import { ownProblemTexts } from './own-problems.ts';

const addressTexts = {
  'not-a-url': 'own_url_unreadable',
  'not-https': 'cloud_url_not_https',
  'has-credentials': 'own_url_credentials',
  'has-query': 'own_url_query',
  'not-a-repository': 'own_url_unreadable',
  'other-branch': 'own_url_branch',
} as const satisfies Record<RepositoryProblem, MessageKey>;

type Found = Extract<OwnModelAnswer, { own: OwnModel }>;
type Props = { readonly onAdd: (own: OwnModel) => void };

/** Adds a model by its address: first its host is asked what it is, then the person says whether they want it. */
export function OwnModelForm({ onAdd }: Props) {
  const url = useSignal('');
  const found = useSignal<Found | null>(null);
  const problem = useSignal<string | null>(null);
  const isAsking = useSignal(false);
  const ask = async () => {
    found.value = null;
    isAsking.value = true;
    const answer = await askAbout(url.value);
    isAsking.value = false;
    if (typeof answer === 'string') problem.value = answer;
    else found.value = answer;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const read = readRepository(url.value);
    problem.value = 'problem' in read ? t(addressTexts[read.problem]) : null;
    if (!problem.value) void ask();
  };
  const end = () => {
    url.value = '';
    found.value = null;
  };
  return (
    <>
      <form class="key" onSubmit={submit}>
        <label class="field">
          {t('own_url')}
          <input
            value={url.value}
            onInput={({ currentTarget }) => {
              url.value = currentTarget.value;
            }}
            placeholder="owner/name-q4f16_1-MLC"
            aria-invalid={problem.value !== null}
          />
        </label>
        <button type="submit" disabled={isAsking.value}>
          {t('own_look')}
        </button>
      </form>
      {problem.value && (
        <p class="error" role="alert">
          {problem.value}
        </p>
      )}
      {found.value && (
        <Offer
          found={found.value}
          onAdd={(own) => {
            onAdd(own);
            end();
          }}
          onCancel={end}
        />
      )}
    </>
  );
}

/** What the host has, or why it cannot be added, in words. */
async function askAbout(url: string): Promise<Found | string> {
  let answer: OwnModelAnswer | null = null;
  const error: ErrorCode | null = await attempt(async (signal) => {
    for await (const one of stream(signal, 'describeOwnModel', { url })) answer = one;
  });
  const given = answer as OwnModelAnswer | null;
  if (error || !given) return errorText(error ?? 'unexpected');
  return 'problem' in given ? t(ownProblemTexts[given.problem]) : given;
}

type OfferProps = Props & { readonly found: Found; readonly onCancel: () => void };

function Offer({ found: { own, like }, onAdd, onCancel }: OfferProps) {
  return (
    <>
      <p role="status">{t('own_found', own.name, megabytes(own.downloadBytes), like)}</p>
      <footer>
        <button type="button" class="primary" onClick={() => onAdd(own)}>
          {t('own_add')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('model_cancel')}
        </button>
      </footer>
    </>
  );
}

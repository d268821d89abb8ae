import type { ErrorCode } from '../core/errors.ts';
import type { Offer } from '../core/ladder/plan.ts';
import type { EngineState } from '../core/ladder/readiness.ts';
import type { Why } from '../core/ladder/why.ts';
import { roundedForPeople } from '../core/models/expected-time.ts';
import type { LocalEngineId } from '../core/receipt.ts';
import type { ModelChoice } from '../core/tools.ts';
import { type MessageKey, t } from '../platform/text.ts';
import type { Better, EngineReport, EnginesReport } from '../protocol/engines-report.ts';
import { megabytes, roughTime } from './texts.ts';

// What is said of this device's engines, in every place the same.

type Named = { readonly engine: LocalEngineId; readonly model: string | null };

const names = {
  'web-llm': 'name_web_llm',
  'built-in': 'name_built_in',
  cpu: 'name_cpu',
  instant: 'name_instant',
} as const satisfies Record<LocalEngineId, MessageKey>;

/** An engine as it is named in a sentence. */
export function engineName({ engine, model }: Named): string {
  return model !== null && engine !== 'built-in' ? model : t(names[engine]);
}

/** Who would answer better, and how long that takes where it is known. */
export function offerText(offer: Offer): string {
  const name = engineName(offer);
  const { expectedMs } = offer;
  return expectedMs === null
    ? name
    : t('offer_about', name, roughTime(roundedForPeople(expectedMs)));
}

const reasons: Partial<Record<ErrorCode, MessageKey>> = {
  'no-gpu': 'reason_no_gpu',
  'no-model': 'reason_no_model',
  'over-window': 'reason_over_window',
  'over-budget': 'reason_over_budget',
  'language-unsupported': 'reason_language',
  'built-in-unavailable': 'reason_built_in',
  'answer-empty': 'reason_answer_empty',
  'device-lost': 'reason_device_lost',
  'out-of-memory': 'reason_out_of_memory',
  gibberish: 'reason_gibberish',
  disconnected: 'reason_disconnected',
  'engine-silent': 'reason_engine_silent',
  'corrupt-model': 'reason_corrupt_model',
};

/** What became of an engine, where Sotto itself knows what to do: no advice for the person. */
export function reasonText(code: ErrorCode): string {
  return t(reasons[code] ?? 'reason_unexpected');
}

const whys = {
  chosen: 'why_chosen',
  best: 'why_best',
  fastest: 'why_fastest',
  only: 'why_only',
  foreign: 'why_foreign',
} as const satisfies Record<Exclude<Why['kind'], 'instead'>, MessageKey>;

/** Why an engine answers. */
export function whyText(why: Why): string {
  if (why.kind !== 'instead') return t(whys[why.kind]);
  return t('why_instead', engineName({ engine: why.of, model: null }), reasonText(why.code));
}

const states = {
  ready: 'state_ready',
  'needs-download': 'state_needs_download',
  downloading: 'state_downloading',
  unavailable: 'state_unavailable',
  failing: 'state_failing',
} as const satisfies Record<EngineState['state'], MessageKey>;

/** How an engine stands: with its model, and with the reason where no download helps. */
export function stateText({ id, state, code, model }: EngineReport): string {
  const text = stateAlone(state, code);
  return model === null || id === 'built-in' ? text : t('state_of_model', model, text);
}

function stateAlone(state: EngineState['state'], code: ErrorCode | null): string {
  // Of an engine that is not on this device, that there is no model says no more.
  if (state === 'unavailable' && code !== null && code !== 'no-model') return reasonText(code);
  if (state === 'failing' && code !== null) return t('state_failing', reasonText(code));
  return t(states[state]);
}

const kinds = {
  'web-llm': 'kind_web_llm',
  'built-in': 'kind_built_in',
  cpu: 'kind_cpu',
  instant: 'kind_instant',
} as const satisfies Record<LocalEngineId, MessageKey>;

/** An engine as a line of a list. */
export function kindText(id: LocalEngineId): string {
  return t(kinds[id]);
}

type Tool = ModelChoice['tool'];

const works = {
  summarize: 'work_summarize',
  rewrite: 'work_rewrite',
  proofread: 'work_proofread',
} as const satisfies Record<Tool, MessageKey>;

const betterWorks = {
  summarize: 'better_summarize',
  rewrite: 'better_rewrite',
  proofread: 'better_proofread',
} as const satisfies Record<Tool, MessageKey>;

/** What a tool does, as a line of a list. */
export function workText(tool: Tool): string {
  return t(works[tool]);
}

/** Why nobody answers. */
export function nobodyText(tool: Tool): string {
  return t(tool === 'proofread' ? 'nobody_proofreads' : 'nobody_without_model');
}

/** Who answers what, in one line. */
export function answersText({ answers }: EnginesReport): string {
  const nameFor = (tool: Tool) => {
    const answering = answers[tool];
    return answering ? engineName(answering) : t('name_nobody');
  };
  const names = new Set(tools.map(nameFor));
  const parts = [...names].map((name) => {
    const of = tools.filter((tool) => nameFor(tool) === name);
    return names.size === 1 ? name : t('answers_of', name, listed(of.map(workText)));
  });
  return parts.join('; ');
}

/** In the order in which they are listed. */
export const tools = ['summarize', 'rewrite', 'proofread'] as const satisfies Tool[];

/** What a download would bring, and at what cost. */
export function betterText(better: Better, { answers }: EnginesReport): string {
  const gains = listed(
    better.gains.map((tool) => t(answers[tool] === null ? works[tool] : betterWorks[tool])),
  );
  const page =
    better.pageMs === null
      ? ''
      : ` ${t('better_page', roughTime(roundedForPeople(better.pageMs)))}`;
  if (better.kind === 'built-in') return t('better_built_in', gains) + page;
  return t('better_model', better.model, gains, megabytes(better.downloadBytes)) + page;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat().format(words);
}

import { toAppError } from '../core/errors.ts';
import { betterDownload, isBetterThanInstant } from '../core/ladder/better.ts';
import { type LocalPlan, planLocal } from '../core/ladder/plan.ts';
import type { EngineState, EngineStates } from '../core/ladder/readiness.ts';
import { page } from '../core/models/predict-speed.ts';
import { localEngines } from '../core/receipt.ts';
import { type Settings, usualChoices } from '../core/settings.ts';
import type { ModelChoice } from '../core/tools.ts';
import { logError } from '../platform/log.ts';
import type { Answering, Better, EngineReport, EnginesReport } from '../protocol/engines-report.ts';
import { type Engines, engineStates } from './engine-states.ts';
import type { Health } from './health.ts';

type Tool = ModelChoice['tool'];

export type Overview = {
  readonly engines: Engines;
  readonly health: Health;
  readonly settings: () => Promise<Settings>;
  /** What a download would bring where these tools are without an answer, or with the instant engine's alone. */
  readonly better: (gains: readonly Tool[]) => Promise<Better | null>;
};

/** Who would answer a page of text in this language, and what would be better. */
export async function enginesReport(
  signal: AbortSignal,
  { engines, health, settings, better }: Overview,
  language: string,
): Promise<EnginesReport> {
  const chosen = await settings();
  const ask = async (choice: ModelChoice) => {
    const question = { choice, language };
    const states = await engineStates(signal, engines, health, question);
    return {
      states,
      plan: planOrNull({ ...question, textTokens: page.promptTokens }, chosen, states),
    };
  };
  const { summarize, rewrite, proofread } = usualChoices(chosen);
  const [forSummary, forRewrite, forProofreading] = await Promise.all([
    ask(summarize),
    ask(rewrite),
    ask(proofread),
  ] as const);
  const answers = {
    summarize: answering(forSummary.plan),
    rewrite: answering(forRewrite.plan),
    proofread: answering(forProofreading.plan),
  };
  const gains = (Object.keys(answers) as Tool[]).filter((tool) => isPoor(answers[tool]));
  return {
    engines: localEngines.map((id) => reportOf(id, forSummary.states[id])),
    answers,
    better:
      gains.length === 0
        ? null
        : worthIt(await proposal(forSummary.states['built-in'], gains, better), answers),
  };
}

async function proposal(
  builtIn: EngineState,
  gains: readonly Tool[],
  better: Overview['better'],
): Promise<Better | null> {
  const model = await better(gains);
  const proposed = betterDownload(model?.kind === 'model' ? model.tier : null, builtIn);
  return proposed === 'built-in' ? { kind: 'built-in', gains, pageMs: null } : model;
}

/** Of what a model does no better than who does it now, nothing is promised. */
function worthIt(better: Better | null, answers: EnginesReport['answers']): Better | null {
  if (better?.kind !== 'model') return better;
  const { tier } = better;
  const gains = better.gains.filter(
    (tool) => answers[tool] === null || isBetterThanInstant(tier, tool),
  );
  return gains.length === 0 ? null : { ...better, gains };
}

/** A browser tells nobody how far it is with its own model. */
export function isBuiltInUnderWay({ engines }: EnginesReport): boolean {
  return engines.some(({ id, state }) => id === 'built-in' && state === 'downloading');
}

function planOrNull(
  asked: Parameters<typeof planLocal>[0],
  { preference }: Settings,
  states: EngineStates,
): LocalPlan | null {
  try {
    return planLocal(asked, { preference, pace: 'usual' }, states);
  } catch (thrown) {
    if (toAppError(thrown).code === 'unexpected') logError(thrown);
    return null;
  }
}

function answering(plan: LocalPlan | null): Answering | null {
  if (!plan) return null;
  const { engine, state } = plan.engines[0];
  return { engine, model: state.model, why: plan.why };
}

/** Nobody answers, or nobody who has a model, though the person would have one. */
function isPoor(answer: Answering | null): boolean {
  return answer === null || (answer.engine === 'instant' && answer.why.kind !== 'chosen');
}

function reportOf(id: EngineReport['id'], state: EngineState): EngineReport {
  return {
    id,
    state: state.state,
    code: state.state === 'ready' ? null : state.code,
    model: 'model' in state ? state.model : null,
  };
}

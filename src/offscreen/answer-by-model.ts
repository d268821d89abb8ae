import { AppError, toAppError } from '../core/errors.ts';
import { readableTokens } from '../core/ladder/budget.ts';
import type { Answerer } from '../core/ladder/readiness.ts';
import type { Why } from '../core/ladder/why.ts';
import { mailbox } from '../core/mailbox.ts';
import { expectedMs } from '../core/models/expected-time.ts';
import { usualAnswerTokens } from '../core/prompts.ts';
import { isRevision, type Task } from '../core/tools.ts';
import { estimateTokens } from '../core/window.ts';
import { logError } from '../platform/log.ts';
import type { Answer, LoadProgress, RunEvent } from '../protocol/contract.ts';
import { cleaned } from './cleaned.ts';
import type { Alternative, Engine, Loaded, Question } from './engine.ts';
import type { Meter } from './meter.ts';
import { type Excerpt, fitted, type Limits, requireFit } from './reading.ts';

/** How often, and by how much, the text is cut down when the tokenizer finds more tokens than were estimated. */
const shares = [1, 0.7, 0.5, 0.3, 0.2];

type Asked = {
  readonly engine: Engine;
  readonly expected: Answerer;
  readonly meter: Meter;
  /** What stands there until the model writes over it. */
  readonly draft: Answer | null;
  readonly why: Why;
};

/** Asks until an answer comes or the engine has nothing left to try. Each further attempt is told, and begins anew. */
export async function* answerByModel(
  signal: AbortSignal,
  asked: Asked,
  task: Task,
): AsyncGenerator<RunEvent, void, undefined> {
  const begin = performance.now();
  // Before the model is loaded, which takes long and is in vain for a text that cannot fit.
  requireFit(task, limitsOf(asked.engine, asked.expected));
  let instead: Alternative | null = null;
  while (true) {
    try {
      yield* attempt(signal, { ...asked, begin, instead }, task);
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = toAppError(thrown);
      instead = await asked.engine.recover(signal, code);
      if (!instead) throw thrown;
      logError(thrown);
      yield { type: 'fallback', code, next: { kind: instead.kind, model: instead.model } };
      if (asked.draft) yield { type: 'draft', ...asked.draft };
    }
  }
}

type Attempt = Asked & { readonly begin: number; readonly instead: Alternative | null };

async function* attempt(
  signal: AbortSignal,
  { engine, meter, begin, instead, why }: Attempt,
  task: Task,
): AsyncGenerator<RunEvent, void, undefined> {
  const ready = yield* loaded(signal, engine, task, instead);
  for (const share of shares) {
    const excerpt = await fitted(signal, task, limitsOf(engine, ready), share);
    const plan = { engine: engine.id, model: ready.model, reading: excerpt.reading, why };
    yield { type: 'plan', ...plan, ...expectedOf(ready, excerpt) };
    yield { type: 'prefill' };
    try {
      yield* written(signal, engine, excerpt, { model: ready.model, begin, meter });
      return;
    } catch (thrown) {
      if (toAppError(thrown).code !== 'over-window' || isRevision(task.choice)) throw thrown;
    }
  }
  throw new AppError('over-window', 'Not even a fifth of what was estimated fits.');
}

/** Of the text alone: what is asked about it is short. */
function expectedOf({ speed }: Loaded, { task }: Excerpt): { readonly expectedMs?: number } {
  if (!speed) return {};
  const promptTokens = estimateTokens(task.text);
  const answerTokens = usualAnswerTokens(task.choice, promptTokens);
  return { expectedMs: expectedMs(speed, { promptTokens, answerTokens }) };
}

function limitsOf({ id }: Engine, { contextTokens, speed }: Answerer): Limits {
  return { contextTokens, readable: readableTokens(id, speed) };
}

/** Tells also where it is not the model that the person wants. */
async function* loaded(
  signal: AbortSignal,
  engine: Engine,
  question: Question,
  instead: Alternative | null,
): AsyncGenerator<RunEvent, Loaded, undefined> {
  const reports = mailbox<LoadProgress>();
  const load = engine.load(signal, question, reports.put, instead).finally(reports.close);
  load.catch(() => {});
  for await (const report of reports.items) yield { type: 'loading', ...report };
  const ready = await load;
  const { setAside, model } = ready;
  if (setAside && model)
    yield { type: 'fallback', code: setAside, next: { kind: 'smaller', model } };
  return ready;
}

async function* written(
  signal: AbortSignal,
  engine: Engine,
  { task, reading }: Excerpt,
  { model, begin, meter }: { model: string | null; begin: number; meter: Meter },
): AsyncGenerator<RunEvent, void, undefined> {
  const { result, ending } = yield* cleaned(engine.generate(signal, task), task);
  const elapsedMs = performance.now() - begin;
  yield {
    type: 'done',
    result,
    receipt: {
      engine: engine.id,
      model,
      ...reading,
      ...ending,
      traffic: meter.read(),
      masking: null,
      elapsedMs,
    },
  };
}

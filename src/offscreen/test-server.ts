import { type Refusal, refusalCode } from '../core/cloud/refusal.ts';
import { AppError, type ErrorCode, toAppError } from '../core/errors.ts';
import type {
  Configuration,
  DoorStreams,
  Knock,
  ModelList,
  ServerProblem,
  ServerReport,
} from '../protocol/contract.ts';
import type { Exit } from './attempts.ts';
import { type Line, openLine } from './request-log.ts';

/** Asks a server for its models, with the key but without any text, and finds out what is wrong where something is. */
export async function testServer(
  signal: AbortSignal,
  exit: Exit,
  { settings: { cloud } }: Configuration,
): Promise<ServerReport> {
  const { isOn, baseUrl, model } = cloud;
  if (!isOn || baseUrl === '') throw new AppError('cloud-off', 'No server to be tested.');
  try {
    const list = await listOf(signal, exit, baseUrl);
    if ('models' in list) return { baseUrl, model, ...reportOf(list.models, model) };
    const problem =
      list.refusal.status === 0
        ? knocks[await knock(signal, exit, baseUrl)]
        : problemOf(list.refusal);
    return { baseUrl, model, models: [], problem };
  } catch (thrown) {
    const { code } = toAppError(thrown);
    const problem = silent[code];
    if (!problem) throw thrown;
    return { baseUrl, model, models: [], problem };
  }
}

const knocks = {
  answers: 'not-allowed-in',
  redirects: 'redirects',
  silent: 'unreachable',
} as const satisfies Record<Knock, ServerProblem>;

const silent: Partial<Record<ErrorCode, ServerProblem>> = {
  'cloud-silent': 'unreachable',
  'cloud-cut': 'failing',
  'cloud-not-a-server': 'not-a-server',
  'cloud-malformed': 'not-a-server',
};

const problems: Partial<Record<ErrorCode, ServerProblem>> = {
  'cloud-unauthorized': 'unauthorized',
  'cloud-no-model': 'no-such-address',
  'cloud-busy': 'busy',
};

function problemOf(refusal: Refusal): ServerProblem {
  return problems[refusalCode(refusal)] ?? (refusal.status >= 500 ? 'failing' : 'not-a-server');
}

/** Names without a tag mean the newest, as Ollama has it. */
function reportOf(
  models: readonly string[],
  model: string,
): Pick<ServerReport, 'models' | 'problem'> {
  const isKnown = models.includes(model) || models.includes(`${model}:latest`);
  return { models, problem: model === '' || isKnown ? null : 'model-unknown' };
}

async function listOf(signal: AbortSignal, exit: Exit, baseUrl: string): Promise<ModelList> {
  const key = await exit.keyFor(signal, baseUrl);
  return logged(signal, exit, baseUrl, async (line) => {
    const list = await only(exit, signal, 'listModels', { baseUrl, key });
    line.count(list);
    if ('refusal' in list) await line.end(refusalCode(list.refusal));
    return list;
  });
}

async function knock(signal: AbortSignal, exit: Exit, baseUrl: string): Promise<Knock> {
  return logged(signal, exit, baseUrl, () => only(exit, signal, 'knock', { baseUrl }));
}

async function logged<Result>(
  signal: AbortSignal,
  { record }: Exit,
  baseUrl: string,
  work: (line: Line) => Promise<Result>,
): Promise<Result> {
  const line = await openLine(record, 'test', { host: new URL(baseUrl).host, sentBytes: 0 });
  try {
    const result = await work(line);
    await line.end(null);
    return result;
  } catch (thrown) {
    await line.end(signal.aborted ? null : toAppError(thrown).code);
    throw thrown;
  }
}

/** The one item of a stream. */
async function only<Verb extends 'listModels' | 'knock'>(
  { door }: Exit,
  signal: AbortSignal,
  verb: Verb,
  args: DoorStreams[Verb]['args'],
): Promise<DoorStreams[Verb]['result']> {
  for await (const item of door.ask(signal, verb, args)) return item;
  throw new AppError('disconnected', 'The door had nothing to say.');
}

import { AppError } from '../core/errors.ts';
import { isGibberish } from '../core/gibberish.ts';
import type { RunTimes } from '../core/models/corrected-speed.ts';
import { buildPrompt } from '../core/prompts.ts';
import type { Ending } from '../core/receipt.ts';
import type { Task } from '../core/tools.ts';
import { estimateTokens } from '../core/window.ts';
import type { ModelStreams } from '../protocol/worker-streams.ts';
import { watchdog } from './watchdog.ts';
import type { WorkerChannel } from './worker-channel.ts';

/** The slowest device that is worth waiting for reads 4 tokens a second. */
const prefillSilenceMs = (tokens: number) => 60_000 + tokens * 250;
const decodeSilenceMs = 60_000;

/** What a loaded model is asked through. */
export type AnsweringWorker = Pick<WorkerChannel<Answering>, 'open' | 'end' | 'hasEnded'>;

type Answering = Pick<ModelStreams, 'generate'>;

export type Answered = { readonly ending: Ending; readonly times: RunTimes | null };

/** The raw answer of the model that was loaded into a worker. `progress` is kept up to date. */
export async function* answerOf(
  signal: AbortSignal,
  worker: AnsweringWorker,
  task: Task,
  progress: { isDecoding: boolean },
): AsyncGenerator<string, Answered, undefined> {
  const tokens = estimateTokens(task.text);
  const events = watchdog(worker.open(signal, 'generate', buildPrompt(task, tokens)), () =>
    progress.isDecoding ? decodeSilenceMs : prefillSilenceMs(tokens),
  );
  for await (const event of events) {
    progress.isDecoding = true;
    if (event.type === 'ending') return event;
    yield event.text;
  }
  throw new AppError('unexpected', 'The worker ended its answer without saying so.');
}

/** Throws `gibberish` as soon as the answer is nothing else any more. */
export async function* sound(
  pieces: AsyncGenerator<string, Answered, undefined>,
  { text }: Task,
): AsyncGenerator<string, Answered, undefined> {
  let answer = '';
  try {
    let step = await pieces.next();
    while (!step.done) {
      answer += step.value;
      if (isGibberish(answer, text))
        throw new AppError('gibberish', `${answer.length} characters.`);
      yield step.value;
      step = await pieces.next();
    }
    return step.value;
  } finally {
    await pieces.return(undefined as never);
  }
}

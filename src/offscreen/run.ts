import { AppError } from '../core/errors.ts';
import { maxTextLength } from '../core/limits.ts';
import { looksEnglish } from '../core/text/looks-english.ts';
import { lacksInstruction } from '../core/tools.ts';
import type { Asker } from '../protocol/call.ts';
import type { RunArgs, RunEvent } from '../protocol/contract.ts';
import { Meter } from './meter.ts';
import { runMasking } from './run-masking.ts';
import { type Device, runOnDevice } from './run-on-device.ts';
import { runOnServer, type ServerSide } from './run-on-server.ts';

/**
 * One request, from its text to its result, by the way that it asks for itself: nothing in here turns one into another.
 * Throws what a person is to be told.
 */
export async function* run(
  signal: AbortSignal,
  { device, server }: { readonly device: Device; readonly server: ServerSide },
  args: RunArgs,
  asker: Asker,
): AsyncGenerator<RunEvent, void, undefined> {
  check(args);
  const { choice, text, language, route, pace } = args;
  const meter = new Meter();
  if (choice.tool === 'share') yield runMasking(await server.configuration(), meter, text);
  else if (route === 'device')
    yield* runOnDevice(signal, device, meter, {
      task: { choice, text, language: languageOf(language, text) },
      pace,
      documentId: asker.documentId,
    });
  else
    yield* runOnServer(signal, server, meter, {
      task: { choice, text, language },
      asker: asker.trust === 'pages' ? { ...asker, ...args.origin } : asker,
    });
}

/** A sentence or two are too short for the browser to say. */
function languageOf(language: string, text: string): string {
  return language === 'und' && looksEnglish(text) ? 'en' : language;
}

function check({ choice, text }: RunArgs): void {
  if (text.trim() === '') throw new AppError('text-empty', 'There is no text.');
  if (text.length > maxTextLength)
    throw new AppError('text-too-long', `${text.length} characters.`);
  if (lacksInstruction(choice))
    throw new AppError('instruction-empty', 'The own instruction is empty.');
}

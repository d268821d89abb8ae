import { AppError } from '../core/errors.ts';
import { presenceMark } from '../platform/frames.ts';
import { serveCommands } from '../platform/messaging/commands.ts';
import { onLeave } from './leaving.ts';
import { Session } from './session.tsx';

/** The service worker looks for it before it injects: a script that is injected twice runs twice. */
Object.assign(globalThis, { [presenceMark]: true });

const session = new Session();

onLeave(() => session.close());

serveCommands({
  start: async (start) => {
    // The viewer's document is an empty shell around a plug-in: nothing in it can be read.
    if (document.contentType === 'application/pdf')
      throw new AppError('page-not-allowed', 'The PDF viewer holds no text.');
    session.start(start);
    return null;
  },
});

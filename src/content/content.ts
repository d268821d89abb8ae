import { AppError } from '../core/errors.ts';
import { presenceMark } from '../platform/frames.ts';
import { serveCommands } from '../platform/messaging/commands.ts';
import { onLeave } from './leaving.ts';
import { Session } from './session.tsx';

/** Two gestures at once may inject this script twice; a second listener would answer each command again. */
if (!(presenceMark in globalThis)) listen();

function listen(): void {
  let session: Session | null = null;
  onLeave(() => session?.close());
  serveCommands({
    start: async (start) => {
      if (!takesPanel()) throw new AppError('page-not-allowed', 'No document for a panel.');
      session ??= new Session();
      session.start(start);
      return null;
    },
  });
  // Last: the mark says that somebody listens.
  Object.assign(globalThis, { [presenceMark]: true });
}

/** Not the PDF viewer, whose document is an empty shell around a plug-in, and not an SVG or XML document. */
function takesPanel(): boolean {
  return (
    document.contentType !== 'application/pdf' && document.documentElement instanceof HTMLElement
  );
}

import type { CdpSession } from '../../../tools/browser/cdp-pipe.mjs';
import { until } from '../../../tools/browser/until.mjs';

const autoAttach = {
  autoAttach: true,
  // Nobody has to wait: what was said before is told to whoever begins to listen.
  waitForDebuggerOnStart: false,
  flatten: true,
  filter: [
    { type: 'browser', exclude: true },
    { type: 'tab', exclude: true },
    { type: 'browser_ui', exclude: true },
    {},
  ],
};

/** What all places of the browser say to their consoles from now on: pages, service worker, engine room, workers. */
export class ConsoleWatch {
  /** One line each, beginning with where it was said. */
  readonly lines: string[] = [];
  /** Types of the places that were listened to. */
  readonly watched = new Set<string>();
  #busy = 0;

  static async start(cdp: CdpSession): Promise<ConsoleWatch> {
    const watch = new ConsoleWatch();
    watch.#attachChildren(cdp);
    await cdp.send('Target.setAutoAttach', autoAttach);
    await until('all consoles to be watched', () => watch.#busy === 0);
    return watch;
  }

  #attachChildren(parent: CdpSession): void {
    parent.on('Target.attachedToTarget', ({ sessionId, targetInfo }) =>
      this.#listen(parent.child(sessionId), targetInfo),
    );
  }

  #listen(session: CdpSession, { type, url }: { type: string; url: string }): void {
    this.watched.add(type);
    const note = (what: unknown) => this.lines.push(`${type} ${url}: ${JSON.stringify(what)}`);
    session.on('Runtime.consoleAPICalled', note);
    session.on('Runtime.exceptionThrown', note);
    session.on('Log.entryAdded', note);
    this.#attachChildren(session);
    this.#busy += 1;
    // Settled, not resolved: a place may end meanwhile, or know no log.
    const sent = [
      session.send('Runtime.enable'),
      session.send('Log.enable'),
      session.send('Target.setAutoAttach', autoAttach),
    ];
    void Promise.allSettled(sent).then(() => {
      this.#busy -= 1;
    });
  }
}

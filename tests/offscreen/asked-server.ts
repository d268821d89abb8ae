import { type CloudSettings, defaultCloud } from '../../src/core/cloud/settings.ts';
import { noPolicy } from '../../src/core/policy.ts';
import { defaultSettings, type Settings } from '../../src/core/settings.ts';
import type { Task } from '../../src/core/tools.ts';
import type { Exit } from '../../src/offscreen/attempts.ts';
import { Consents } from '../../src/offscreen/consents.ts';
import { Meter } from '../../src/offscreen/meter.ts';
import { Queue } from '../../src/offscreen/queue.ts';
import { runOnServer, type ServerSide } from '../../src/offscreen/run-on-server.ts';
import type { Asker } from '../../src/protocol/call.ts';
import type { Preview, RunEvent } from '../../src/protocol/contract.ts';

export const server = {
  baseUrl: 'https://ai.example.com/v1',
  host: 'ai.example.com',
  model: 'large',
};

const switchedOn: CloudSettings = {
  ...defaultCloud,
  ...{ isOn: true, baseUrl: server.baseUrl, model: server.model },
};

export const task: Task = {
  choice: { tool: 'rewrite', style: 'concise', instruction: '' },
  text: 'The mill was sold in May.',
  language: 'en',
};

export const asker: Asker = {
  ...{ trust: 'anyone', tabId: 1, frameId: 0, documentId: 'the-document', isPrivate: false },
  sites: ['mail.example.com'],
};

type Change = Partial<Settings['cloud']> & { readonly privateWords?: readonly string[] };

/** The engine room's side of a server, whose settings a test may change while requests are under way. */
export class Side implements ServerSide {
  readonly consents = new Consents();
  readonly exit: Exit;
  readonly queue = new Queue(2);
  #settings: Settings = { ...defaultSettings, cloud: switchedOn };

  constructor(exit: Exit, change: Change = {}) {
    this.exit = exit;
    this.change(change);
  }

  change({ privateWords = this.#settings.privateWords, ...cloud }: Change): void {
    const changed = { ...this.#settings.cloud, ...cloud };
    this.#settings = { ...this.#settings, privateWords: [...privateWords], cloud: changed };
  }

  readonly configuration = async () => ({ settings: this.#settings, policy: noPolicy });
}

type Manner = Partial<Task> & { readonly isPrivate?: boolean };

/** One request, which goes on by itself. */
export class Asked {
  readonly said: RunEvent[] = [];
  readonly controller = new AbortController();
  /** What it threw; null when it ended well. */
  readonly end: Promise<unknown>;
  readonly #side: Side;
  #heard = () => {};

  constructor(side: Side, { isPrivate = false, ...more }: Manner = {}) {
    this.#side = side;
    const request = { task: { ...task, ...more }, asker: { ...asker, isPrivate } };
    const events = runOnServer(this.controller.signal, side, new Meter(), request);
    this.end = this.#follow(events).then(
      () => null,
      (thrown) => thrown,
    );
  }

  async #follow(events: AsyncIterable<RunEvent>): Promise<void> {
    for await (const event of events) {
      this.said.push(event);
      this.#heard();
    }
  }

  /** The first event of this kind, when it has come. */
  async event<Type extends RunEvent['type']>(
    type: Type,
  ): Promise<Extract<RunEvent, { type: Type }>> {
    for (;;) {
      const found = this.said.find((event) => event.type === type);
      if (found) return found as Extract<RunEvent, { type: Type }>;
      const heard = new Promise<boolean>((resolve) => {
        this.#heard = () => resolve(true);
      });
      const goesOn = await Promise.race([heard, this.end.then(() => false)]);
      if (!goesOn) throw new Error(`It ended without ${type}: ${await this.end}`);
    }
  }

  /** Says yes to what is shown, or to what the person makes of it. */
  async approve(edited?: (preview: Preview) => string): Promise<Preview> {
    const { ticket, preview } = await this.event('consent');
    const text = edited ? edited(preview) : preview.text;
    this.#side.consents.approve({ ticket, text }, asker);
    return preview;
  }
}

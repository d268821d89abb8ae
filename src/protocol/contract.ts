import * as v from 'valibot';
import type { Change } from '../core/changes.ts';
import type { Delta } from '../core/clean.ts';
import type { Refusal } from '../core/cloud/refusal.ts';
import { type Route, routes, type ServerName, type SiteRule } from '../core/cloud/settings.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Offer } from '../core/ladder/plan.ts';
import { paces } from '../core/ladder/preference.ts';
import type { Why } from '../core/ladder/why.ts';
import { maxInstructionLength, maxTextLength } from '../core/limits.ts';
import type { MatchProblem } from '../core/models/match-library.ts';
import type { OwnModel } from '../core/models/own-model.ts';
import type { ModelFolder, Recognized } from '../core/models/recognize.ts';
import type { Policy } from '../core/policy.ts';
import type {
  ByteCount,
  Ending,
  EngineId,
  LocalEngineId,
  Receipt,
  Traffic,
} from '../core/receipt.ts';
import type { Masked } from '../core/redact/kinds.ts';
import type { Settings, SettingsChange } from '../core/settings.ts';
import type { Choice, ModelChoice } from '../core/tools.ts';
import { rewriteStyles, summaryLengths, summaryTypes } from '../core/tools.ts';
import type { EnginesReport } from './engines-report.ts';
import type { DownloadDetails, ModelsReport, TransferKind } from './models-report.ts';

/**
 * Everything that rooms say to one another. A verb stands in exactly one table, and the table says who may use it:
 * `anyone` also takes content scripts, whose renderer a hostile page may own; `pages` only the program's own pages
 * and service worker.
 */

/** One verb: what is sent, and what comes back (of a stream: one item). */
export type Verb<Args, Result> = { readonly args: Args; readonly result: Result };

/** Calls go to the service worker. Those of `anyone` take no arguments, so that there is nothing to check. */
export type Calls = {
  readonly anyone: {
    /** Resolves when the engine room exists and has its settings. */
    readonly ensureEngine: Verb<null, null>;
    /** Injects the article reader beside the content script that asks. */
    readonly injectReader: Verb<null, null>;
    /** The same of what shows the engines of this device. */
    readonly injectStatus: Verb<null, null>;
    readonly openOptions: Verb<null, null>;
    /** Nothing of the asker's site goes to a server any more. The other way only our own pages can. */
    /** Says whether a rule could be kept: not every page has a site, and private windows leave no trace. */
    readonly neverHere: Verb<null, boolean>;
  };
  readonly pages: {
    readonly startInTab: Verb<{ readonly tabId: number; readonly start: Ask }, null>;
    /** One writer: pages may be gone before a change is on disk, and would overwrite one another's. */
    readonly changeSettings: Verb<SettingsChange, null>;
    /** Null takes the rule away. */
    readonly setSiteRule: Verb<{ readonly site: string; readonly rule: SiteRule | null }, null>;
    /** The key for this server, asked for at each request and kept nowhere; null when there is none. */
    readonly serverKey: Verb<{ readonly baseUrl: string }, string | null>;
    /** For the badge, and for the next start of the browser. */
    readonly announceDownloads: Verb<DownloadNews, null>;
    /** Writes a line of the log, or replaces the one with this id. */
    readonly recordRequest: Verb<RequestRecord, null>;
  };
};

/** Streams go to the offscreen document. */
export type Streams = {
  readonly anyone: {
    readonly run: Verb<RunArgs, RunEvent>;
    /** The person's yes to what a `consent` event showed. Good for once, and only out of the document that was asked. */
    readonly approve: Verb<Approval, never>;
    /** Has the model loaded for a `run` that is about to come. Ends when it is; hanging up before that gives it up. */
    readonly warm: Verb<null, never>;
    /** The person writes in the page that asks: until it is hung up, better answers to it wait that nobody asked for. */
    readonly hold: Verb<null, never>;
    /** What can answer on this device, now and at every change, until the asker hangs up. Of the text it depends on the language. */
    readonly watchEngines: Verb<{ readonly language: string }, EnginesReport>;
  };
  readonly pages: {
    readonly configure: Verb<Configuration, never>;
    /** One item, on the server of the settings. Sends no text. */
    readonly testServer: Verb<null, ServerReport>;
    /** The state of all models, now and at every change, until the asker hangs up. */
    readonly watchModels: Verb<null, ModelsReport>;
    /** One item. Asks the model's host: open it only when a person wants to know. */
    readonly describeDownload: Verb<ModelRef, DownloadDetails>;
    /** One item. Asks the host that the person typed or pasted. */
    readonly describeOwnModel: Verb<{ readonly url: string }, OwnModelAnswer>;
    /** One item: which model a folder holds. Asks nobody. */
    readonly recognizeModel: Verb<ModelFolder, Recognized>;
    /**
     * These end at once: the transfer belongs to the engine room and is seen in `watchModels`, so that a closed page
     * does not end it. A download that was paused, or failed, goes on where it stood.
     */
    readonly startTransfer: Verb<ModelRef & { readonly kind: TransferKind }, never>;
    readonly pauseTransfer: Verb<ModelRef, never>;
    /** Of a download that began with nothing, nothing stays. */
    readonly cancelTransfer: Verb<ModelRef, never>;
    readonly deleteModel: Verb<ModelRef, never>;
    /** Every file of every model, known or not, and what is remembered of them. */
    readonly deleteEverything: Verb<null, never>;
    /** Ends when it is done, after up to three seconds of the GPU; what came of it is seen in `watchModels`. */
    readonly measureDevice: Verb<null, never>;
    /** The browser fetches its own model, or has done so: those who watch the engines are told anew. */
    readonly builtInChanged: Verb<null, never>;
  };
};

/** Commands go to the content script of one frame. */
export type Commands = {
  readonly start: Verb<Start, null>;
};

/** Streams between the engine room and the door. */
export type DoorStreams = {
  /** One request, one attempt. */
  readonly chat: Verb<ChatArgs, ChatEvent>;
  /** One item. */
  readonly listModels: Verb<ServerAccess, ModelList>;
  /** One item: whether anything answers there, allowed to be read or not. Sends neither key nor text. */
  readonly knock: Verb<{ readonly baseUrl: string }, Knock>;
  /** One item: a file of a model from a host that the manifest does not name, from a byte on. Sends no text. */
  readonly file: Verb<FileQuestion, FileAnswer>;
};

export type FileQuestion = { readonly url: string; readonly fromByte: number };

export type FileAnswer = {
  /** 0: not reached. */
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whether another address answers than was asked. */
  readonly redirected: boolean;
  /** Goes over to whoever asked: canceling it closes the connection. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
};

export type ServerAccess = { readonly baseUrl: string; readonly key: string | null };

export type ChatArgs = ServerAccess & { readonly body: string };

/** Each says how many bytes of bodies went and came so far: whoever hangs up in the middle knows it too. */
export type ChatEvent = ByteCount &
  (
    | { readonly type: 'sending' }
    | { readonly type: 'refused'; readonly refusal: Refusal }
    /** Written, or only thought (then empty). */
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'ending'; readonly ending: Ending }
  );

export type ModelList = ByteCount &
  ({ readonly models: readonly string[] } | { readonly refusal: Refusal });

export type Knock = 'answers' | 'redirects' | 'silent';

/** All that the engine room is told by the service worker, which alone can read it. */
export type Configuration = { readonly settings: Settings; readonly policy: Policy };

/** A model that may be added to the person's own, and the one of the catalog that it runs like. */
export type OwnModelAnswer =
  | { readonly own: OwnModel; readonly like: string }
  | { readonly problem: OwnModelProblem };

export type OwnModelProblem = MatchProblem | 'not-mlc' | 'in-catalog';

/** A line of the log: a request that left. Never of a text, never of a private window. */
export type RequestRecord = ByteCount & {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly host: string;
  /** What it was for. */
  readonly purpose: ModelChoice['tool'] | 'test';
  /** Null while it is under way, or when it went well. */
  readonly error: ErrorCode | null;
};

/** What a test of the connection found of this server and model. `models` as far as the server lists them. */
export type ServerReport = {
  readonly baseUrl: string;
  readonly model: string;
  readonly models: readonly string[];
  readonly problem: ServerProblem | null;
};

export const serverProblems = [
  'unreachable',
  'not-allowed-in',
  'redirects',
  'unauthorized',
  'not-a-server',
  'no-such-address',
  'model-unknown',
  'busy',
  'failing',
] as const;
export type ServerProblem = (typeof serverProblems)[number];

/** What the text is taken from. `auto`: the selection, else the field with the focus, else the page. */
export type Source = 'auto' | 'selection' | 'page';

/** What a gesture asks for. */
export type Ask = {
  readonly choice: Choice;
  readonly source: Source;
};

export type Start = Ask & {
  readonly route: Route;
  /** The server that can be asked here; null while there is none. */
  readonly server: ServerName | null;
  /** Set when the wish cannot be met in this frame: the panel says so instead of starting. */
  readonly refusal: ErrorCode | null;
};

export type DownloadNews = {
  /** Something is to go on when the browser is there again. */
  readonly isPending: boolean;
  /** What a person has not seen yet. */
  readonly badge: 'none' | 'ready' | 'failed';
};

export type ModelRef = { readonly modelId: string };

export type LoadPhase = 'fetch' | 'load' | 'compile';

/** `progress` is 0 to 1 within its phase. */
export type LoadProgress = {
  readonly phase: LoadPhase;
  readonly progress: number;
  /** Of all weights, once their list is on disk. */
  readonly sizeBytes?: number | undefined;
};

export type RunEvent =
  /** Where this job stands in the queue: 0 is next. */
  | { readonly type: 'queued'; readonly ahead: number }
  /** Nothing has left yet, and nothing will before `approve` is called with this ticket. */
  | { readonly type: 'consent'; readonly ticket: string; readonly preview: Preview }
  /** About to be sent, or sent and not answered yet. */
  | { readonly type: 'asking' }
  /** What left and came so far; also told of what is then stopped, or fails. */
  | { readonly type: 'traffic'; readonly traffic: Traffic }
  /** Sent in vain, and to be sent again after this long. */
  | { readonly type: 'waiting'; readonly delayMs: number; readonly code: ErrorCode }
  /** The instant engine's answer, good until a model's comes. */
  | ({ readonly type: 'draft' } & Answer)
  /** A better answer was not asked for and waits: the draft may be all that is needed. */
  | ({ readonly type: 'held'; readonly by: Holding } & Offer)
  | {
      readonly type: 'plan';
      readonly engine: EngineId;
      readonly model: string | null;
      /** Of engines of this device: why it is this one. */
      readonly why?: Why;
      readonly reading: Reading;
      /** From now to the end of the answer; unknown on a device that was never measured. */
      readonly expectedMs?: number;
    }
  | ({ readonly type: 'loading' } & LoadProgress)
  /** The model is loaded and reads the text (prefill). */
  | { readonly type: 'prefill' }
  /** The answer grew: the first `keep` UTF-16 units of what is shown stay, `text` follows them. */
  | ({ readonly type: 'delta' } & Delta)
  /** An engine failed or cannot work here. What it wrote no longer counts. */
  | ({ readonly type: 'fallback' } & Fallback)
  /** Its `result` replaces what the deltas built up. */
  | ({
      readonly type: 'done';
      readonly offer?: Offer | null;
      /** Of the instant engine, for which there is no plan. */
      readonly why?: Why;
    } & Answer);

/** `result` is whole and cleaned. */
export type Answer = {
  readonly result: string;
  readonly receipt: Receipt;
  /** Where it differs from the text and why, where the engine knows. */
  readonly changes?: readonly Change[];
};

/** What a better answer that nobody asked for waits for. */
export type Holding = 'battery' | 'typing';

/** Why an engine does not answer, and what does instead: a model of the same engine, another engine, or the instant one. */
export type Fallback = {
  readonly code: ErrorCode;
  readonly next:
    | { readonly kind: 'again' | 'smaller'; readonly model: string }
    | { readonly kind: 'engine'; readonly engine: LocalEngineId; readonly model: string | null }
    | { readonly kind: 'instant' };
};

/** What would leave: with `requestBody`, the server and this text (or what the person makes of it) it can be shown to the byte. */
export type Preview = {
  readonly server: ServerName;
  /** What is asked; an own instruction is masked as well. */
  readonly choice: ModelChoice;
  readonly text: string;
  readonly language: string;
  readonly masked: readonly Masked[];
};

/** How much of the text was read, in words. */
export type Reading = {
  readonly wordsRead: number;
  readonly wordsTotal: number;
  /** Why it was not more: it fits no window, or could not be read in time. */
  readonly limit?: 'window' | 'time';
};

export const choice = v.variant('tool', [
  v.object({
    tool: v.literal('summarize'),
    type: v.picklist(summaryTypes),
    length: v.picklist(summaryLengths),
  }),
  v.object({
    tool: v.literal('rewrite'),
    style: v.picklist(rewriteStyles),
    instruction: v.pipe(v.string(), v.maxLength(maxInstructionLength)),
  }),
  v.object({ tool: v.literal('proofread') }),
  v.object({ tool: v.literal('share') }),
]);

/** Where a text comes from: hosts of the page and its frame (`''` for one without), and whether a private window showed it. */
export const textOrigin = v.object({
  sites: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(4)),
  isPrivate: v.boolean(),
});
export type TextOrigin = Readonly<v.InferOutput<typeof textOrigin>>;

export const runArgs = v.object({
  choice,
  text: v.pipe(v.string(), v.maxLength(maxTextLength)),
  language: v.pipe(v.string(), v.maxLength(35)),
  route: v.picklist(routes),
  pace: v.picklist(paces),
  /** Believed of our own pages only, which may have the text from elsewhere. Of others the browser tells. */
  origin: textOrigin,
});
export type RunArgs = v.InferOutput<typeof runArgs>;

export const approval = v.object({
  ticket: v.pipe(v.string(), v.maxLength(36)),
  text: v.pipe(v.string(), v.maxLength(maxTextLength)),
});
export type Approval = v.InferOutput<typeof approval>;

/** What `anyone` may send is checked, not believed: a stream without a schema does not compile. */
export const streamArgs = {
  run: runArgs,
  approve: approval,
  warm: v.null(),
  hold: v.null(),
  watchEngines: v.object({ language: v.pipe(v.string(), v.maxLength(35)) }),
} as const satisfies Record<keyof Streams['anyone'], v.GenericSchema>;

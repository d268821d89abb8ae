import type { ErrorCode } from '../errors.ts';
import type { Tier } from '../models/model.ts';
import type { Speed } from '../models/speed.ts';
import type { LocalEngineId } from '../receipt.ts';

/** What an engine can say of what it would answer with. */
export type Answerer = {
  /** The model's name for people, null for an engine without one. */
  readonly model: string | null;
  /** How well it writes; null: nobody has looked, since a person brought it, or there is no model. */
  readonly tier: Tier | null;
  /** Made for English: of other languages it knows little. */
  readonly isEnglishOnly: boolean;
  /** Tokens of the window in which instruction, text and answer must fit; null: no limit. */
  readonly contextTokens: number | null;
  /** As far as it is known of this device. */
  readonly speed: Speed | null;
};

export type Ready = Answerer & { readonly state: 'ready' };

/** `needs-download` and `downloading` can be helped, by a click or by waiting; `unavailable` cannot, on this device or for this text. */
export type NotReady = {
  readonly state: 'needs-download' | 'downloading' | 'unavailable';
  readonly code: ErrorCode;
};

/** What an engine says when it is asked whether it can do a task now. */
export type Readiness = Ready | NotReady;

/** It could answer, and failed each time of late. */
export type Failing = Answerer & { readonly state: 'failing'; readonly code: ErrorCode };

export type EngineState = Readiness | Failing;

/** Of every engine of this device. There is no place here for anything that is not local. */
export type EngineStates = Readonly<Record<LocalEngineId, EngineState>>;

/** Whether it can be asked at all. */
export function canAnswer(state: EngineState): state is Ready | Failing {
  return state.state === 'ready' || state.state === 'failing';
}

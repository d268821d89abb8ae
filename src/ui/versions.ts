import { answerOf, isRunning, isStanding, type JobState } from './job-state.ts';

/** One answer, and what of it the person takes. */
export type Version = {
  readonly state: JobState;
  /** Indices of the changes that the person does not want. */
  readonly rejected: ReadonlySet<number>;
};

type Versions = {
  /** Finished, oldest first. */
  readonly earlier: readonly Version[];
  /** The one that is asked for, or was last. */
  readonly last: Version;
  /** Which one the person went to; null for the last one. */
  readonly shown: number | null;
  /** Which one was shown when the last one was asked for. */
  readonly left: number;
};

export type View = {
  readonly version: Version;
  /** From 0. */
  readonly position: number;
  /** With a better answer that is being made. */
  readonly count: number;
};

/** What is shown of several answers to a text. */
export function viewOf({ earlier, last, shown, left }: Versions): View {
  const { state } = last;
  const isEmpty = state.text === '';
  // Nothing came of it: what was shown when it was asked for stays, with the reason.
  const isInVain = isEmpty && !isRunning(state) && earlier.length > 0;
  const count = earlier.length + (isInVain ? 0 : 1) + (isStanding(state) ? 1 : 0);
  const position = shown ?? (isInVain ? left : earlier.length);
  const version = earlier[position];
  if (!version) return { version: last, position, count };
  // How the request stands is told beside what it is to better.
  const isTold = position === left && isEmpty && (state.isDraftKept || isInVain);
  const told = { ...version, state: { ...state, ...answerOf(version.state) } };
  return { version: isTold ? told : version, position, count };
}

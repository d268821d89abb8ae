import { useLayoutEffect, useMemo } from 'preact/hooks';
import { type CloudSettings, type Route, serverFor } from '../core/cloud/settings.ts';
import type { Choice } from '../core/tools.ts';
import type { TextOrigin } from '../protocol/contract.ts';
import { AnswerView } from '../ui/AnswerView.tsx';
import { Answers } from '../ui/answers.ts';
import { createJob } from '../ui/job.ts';
import { engineText } from '../ui/texts.ts';

/** What the person wants of the text; another object each time. */
export type Wish = { readonly choice: Choice };

type Props = {
  readonly wish: Wish;
  readonly text: () => string;
  /** Of a text from elsewhere; null for one that was pasted. */
  readonly origin: TextOrigin | null;
  readonly cloud: CloudSettings;
  readonly onGetModel: () => void;
};

/** The answers to a text in the popup: a part of its own, since most popups are closed before there is one. */
export function AnswerPane({ wish, text, origin, cloud, onGetModel }: Props) {
  const answers = useMemo(() => answersTo(text, origin), []);
  const server = serverFor(cloud, origin?.sites ?? []);
  useLayoutEffect(() => {
    // A text that came here by itself waits for a click before anybody else is asked.
    const mayAsk = server !== null && origin === null && wish.choice.tool !== 'share';
    const route: Route = mayAsk ? cloud.route : 'device';
    answers.begin(route, wish.choice);
  }, [wish]);
  const choice = answers.choice.value;
  const state = answers.state.value;
  return (
    <>
      {state.engine && <p class="status">{engineText(state)}</p>}
      {choice && (
        <AnswerView {...{ answers, choice, server, onGetModel }} page={null} onNever={null} />
      )}
    </>
  );
}

/** What was answered to the text as it stood before is not shown beside what is answered now. */
function answersTo(text: () => string, origin: TextOrigin | null): Answers {
  let asked = text();
  const answers = new Answers(createJob(), (choice) => {
    if (text() !== asked) answers.forget();
    asked = text();
    return async () => ({ choice, text: asked, origin: origin ?? undefined });
  });
  return answers;
}

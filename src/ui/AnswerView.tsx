import type { ComponentChildren } from 'preact';
import type { ServerName } from '../core/cloud/settings.ts';
import type { Choice } from '../core/tools.ts';
import { t } from '../platform/text.ts';
import { AnswerButtons, type PageActions } from './AnswerButtons.tsx';
import { AnswerText } from './AnswerText.tsx';
import type { Answers } from './answers.ts';
import { ChoiceBar } from './ChoiceBar.tsx';
import { ConsentView } from './ConsentView.tsx';
import { textToSend } from './job-state.ts';
import { ResultView } from './ResultView.tsx';
import { VersionStepper } from './VersionStepper.tsx';

type Props = {
  readonly answers: Answers;
  readonly choice: Choice;
  /** Null while there is none to be asked here. */
  readonly server: ServerName | null;
  /** Null where the text stands in no page. */
  readonly page: PageActions | null;
  /** The person's no for the whole site; null where no rule can be kept. */
  readonly onNever: (() => void) | null;
  readonly onGetModel: () => void;
  /** What of this device could answer, for whoever wants to know. */
  readonly device?: ComponentChildren;
};

/** The answers to one text, and what can be done with them: what panel and popup have in common. */
export function AnswerView(props: Props) {
  const { answers, choice, server, page, onNever, onGetModel } = props;
  const state = answers.state.value;
  const changes = answers.changes.value;
  const notice = answers.notice.value ?? answers.next.value;
  return (
    <>
      <div class="asked">
        <ChoiceBar choice={choice} onChange={(chosen) => answers.choose(chosen)} />
        <VersionStepper answers={answers} />
      </div>
      <ResultView
        state={state}
        notice={notice && t(notice)}
        changeCount={changes?.length ?? null}
        onGetModel={onGetModel}
        device={props.device}
      >
        <AnswerText
          original={state.original}
          changes={changes}
          rejected={answers.rejected.value}
          text={answers.text.value}
          isWriting={state.phase === 'writing'}
          onTouch={() => answers.touch()}
          onDecide={(indices, isAccepted) => answers.decide(indices, isAccepted)}
        />
      </ResultView>
      {state.consent ? (
        <ConsentView
          key={state.consent.ticket}
          preview={state.consent.preview}
          text={textToSend(state)}
          onEdit={(text) => answers.edit(text)}
          onSend={(text) => answers.approve(text)}
          onCancel={() => answers.decline()}
          onNever={onNever}
        />
      ) : (
        <AnswerButtons
          answers={answers}
          server={choice.tool === 'share' ? null : server}
          page={page}
        />
      )}
    </>
  );
}

import type { ServerName } from '../core/cloud/settings.ts';
import { t } from '../platform/text.ts';
import type { Answers } from './answers.ts';
import { BetterButton } from './BetterButton.tsx';
import { RouteButton } from './RouteButton.tsx';
import { isWhole } from './review.ts';

/** The way of an answer back into the page. Each is null where it leads nowhere. */
export type PageActions = {
  readonly replace: (() => void) | null;
  readonly insertBelow: (() => void) | null;
  /** Null as long as the original stands there. */
  readonly restore: (() => void) | null;
};

type Props = {
  readonly answers: Answers;
  /** Null where there is none, or where it cannot do what was asked. */
  readonly server: ServerName | null;
  readonly page: PageActions | null;
};

/** What can be done with the answer now. A draft can be copied while the model still writes. */
export function AnswerButtons({ answers, server, page }: Props) {
  const state = answers.state.value;
  const running = answers.isRunning.value;
  if (state.phase === 'idle') return null;
  return (
    <footer>
      <IntoPage answers={answers} page={page} />
      {state.text !== '' && (
        <button
          type="button"
          class={page?.replace ? undefined : 'primary'}
          onClick={() => void answers.copy()}
        >
          {t('button_copy')}
        </button>
      )}
      <BetterButton answers={answers} />
      {/* One button with three meanings: several would drop the keyboard's focus each time one takes another's place. */}
      <button type="button" onClick={() => (running ? answers.stop() : answers.again())}>
        {t(running ? (state.isDraft ? 'button_keep' : 'button_stop') : 'button_again')}
      </button>
      <RouteButton
        route={state.route}
        server={server}
        onChange={(route) => answers.changeRoute(route)}
      />
    </footer>
  );
}

function IntoPage({ answers, page }: Pick<Props, 'answers' | 'page'>) {
  const state = answers.state.value;
  if (!page || !isWhole(state)) return page?.restore ? <Restore onClick={page.restore} /> : null;
  // With nothing taken, the original would be put over itself.
  const hasChanges = answers.text.value !== state.original;
  return (
    <>
      {page.replace && (
        <button type="button" class="primary" disabled={!hasChanges} onClick={page.replace}>
          {t('button_replace')}
        </button>
      )}
      {page.insertBelow && (
        <button type="button" disabled={!hasChanges} onClick={page.insertBelow}>
          {t('button_insert_below')}
        </button>
      )}
      {page.restore && <Restore onClick={page.restore} />}
    </>
  );
}

function Restore({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" onClick={onClick}>
      {t('button_restore')}
    </button>
  );
}

import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { t } from '../platform/text.ts';
import type { Better, EnginesReport } from '../protocol/engines-report.ts';
import {
  answersText,
  betterText,
  engineName,
  kindText,
  nobodyText,
  stateText,
  tools,
  whyText,
  workText,
} from './engine-words.ts';
import { useEngines } from './watch-engines.ts';

type Props = {
  /** Of the texts that are to be answered. */
  readonly language: string;
  /** In one line, with the rest to be opened. */
  readonly isBrief: boolean;
  /** The way to what would be better. */
  readonly way: (better: Better) => ComponentChildren;
};

/** Who answers on this device and why, what could be better, and how each engine stands. */
export function EngineStatus({ language, isBrief, way }: Props) {
  const report = useEngines(language);
  if (!report) return <p class="engines">{t('device_looking')}</p>;
  const better = report.better && (
    <p class="better">
      {betterText(report.better, report)} {way(report.better)}
    </p>
  );
  if (!isBrief)
    return (
      <div class="engines">
        <Answers report={report} />
        <Engines report={report} />
        {better}
      </div>
    );
  return (
    <div class="engines">
      <p>{t('answers_here', answersText(report))}</p>
      {better}
      <details>
        <summary>{t('device_title')}</summary>
        <Answers report={report} />
        <Engines report={report} />
      </details>
    </div>
  );
}

type Reported = { readonly report: EnginesReport };

function Answers({ report: { answers } }: Reported) {
  return (
    <dl>
      {tools.map((tool) => {
        const answering = answers[tool];
        return (
          <Fragment key={tool}>
            <dt>{workText(tool)}</dt>
            <dd>
              <b>{answering ? engineName(answering) : t('name_nobody')}</b>{' '}
              {answering ? whyText(answering.why) : nobodyText(tool)}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

function Engines({ report: { engines } }: Reported) {
  return (
    <dl>
      {engines.map((engine) => (
        <Fragment key={engine.id}>
          <dt>{kindText(engine.id)}</dt>
          <dd data-state={engine.state}>{stateText(engine)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

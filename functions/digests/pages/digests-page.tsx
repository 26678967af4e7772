import type { ComponentChildren } from 'preact';
import { digestAddress, digestsAddress } from '../../kernel/model/addresses.ts';
import { compare } from '../../kernel/model/facts.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { Day } from '../../site/look/words.tsx';
import { STEPS, type StepRate } from '../model/cadence.ts';
import { periodTitle } from '../model/words/period-words.ts';
import type { AudienceReport, DigestsReport } from '../store/digests-report.ts';

/** A section of links or lines below a heading. */
const Listed = ({ id, heading, children }: { id: string; heading: string; children: ComponentChildren }) => (
  <section class="findings" aria-labelledby={id}>
    <h2 id={id}>{heading}</h2>
    <ul class="plainlist">{children}</ul>
  </section>
);

const Periods = ({ report: { audience, digests } }: { report: AudienceReport }) => (
  <>
    {PERIODS.filter(({ every }) => digests[every].length > 0).map(({ every, heading }) => (
      <Listed key={every} id={every} heading={heading}>
        {digests[every].map(({ period, isQuiet, madeAt }) => (
          <li key={period}>
            <a href={digestAddress(audience, period)}>{periodTitle(period)}</a>{' '}
            {isQuiet && <span class="tag">nothing needs attention</span>}{' '}
            <span class="aside">
              made <Day at={madeAt} />
            </span>
          </li>
        ))}
      </Listed>
    ))}
  </>
);

const PERIODS = [
  { every: 'month', heading: 'Months' },
  { every: 'quarter', heading: 'Quarters' },
  { every: 'week', heading: 'Weeks' },
] as const;

/** A step over time, in words, for readers who cannot tell colours apart. */
const Step = ({ it }: { it: StepRate }) => {
  const missed = it.periods.filter(({ isDone }) => !isDone).map(({ period }) => period);
  return (
    <li>
      <strong>{STEPS[it.step]}</strong> {it.done} of {it.of} done{' '}
      <span class="aside">
        {periodTitle(it.periods[0]?.period ?? '')} to {periodTitle(it.periods.at(-1)?.period ?? '')}
        {missed.length > 0 && `; missed ${missed.map(periodTitle).join(', ')}`}
      </span>
    </li>
  );
};

const Steps = ({ steps }: Pick<AudienceReport, 'steps'>) =>
  steps.length === 0 ? null : (
    <Listed id="steps" heading="Steps in the last twelve months">
      {steps.map((it) => (
        <Step key={`${it.step} ${it.of} ${it.periods[0]?.period}`} it={it} />
      ))}
    </Listed>
  );

const isEmpty = ({ digests }: AudienceReport) => Object.values(digests).every((made) => made.length === 0);

const NONE = 'No digest was made yet. Each is made when its week, month or quarter is over.';

/** `org:cloud`, or only `org` where the title is its id. */
function idBeside(audience: string, title: string): string {
  const [kind = '', ...id] = audience.split(':');
  return id.join(':') === title ? kind : audience;
}

/** The digests of all teams, and links to those of orgs and teams. */
export const DigestsPage = ({ whole, others }: DigestsReport) => (
  <Layout title="Digests" here="/digests">
    <header class="heading">
      <h1>Digests</h1>
      <p class="lead">
        What changed, what nobody looked at, and what is useful next: each week, month and quarter.
      </p>
    </header>
    {isEmpty(whole) && <p class="empty">{NONE}</p>}
    <Periods report={whole} />
    {others.length > 0 && (
      <Listed id="audiences" heading="Of one org or team">
        {others.map(({ audience, title }) => (
          <li key={audience}>
            <a href={digestsAddress(audience)}>{title}</a> <code>{idBeside(audience, title)}</code>
          </li>
        ))}
      </Listed>
    )}
  </Layout>
);

/** What the newest digest calls its audience; its id while there is none. */
function titleOf({ audience, digests }: AudienceReport): string {
  const [newest] = Object.values(digests)
    .flat()
    .toSorted((a, b) => compare(b.madeAt, a.madeAt));
  return newest?.title ?? audience;
}

/** The digests of one audience. */
export const AudiencePage = ({ report }: { report: AudienceReport }) => (
  <Layout title={`Digests of ${titleOf(report)}`}>
    <header class="heading">
      <Breadcrumb steps={[{ label: 'Digests', address: '/digests' }]} />
      <h1>Digests of {titleOf(report)}</h1>
    </header>
    {isEmpty(report) && <p class="empty">{NONE}</p>}
    <Steps steps={report.steps} />
    <Periods report={report} />
  </Layout>
);

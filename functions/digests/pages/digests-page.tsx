import type { Every } from '../../../events/fields.ts';
import { digestAddress, digestsAddress } from '../../kernel/model/addresses.ts';
import { compare } from '../../kernel/model/facts.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { Day } from '../../site/look/words.tsx';
import { STEPS, type StepRate } from '../model/step-rates.ts';
import { periodTitle } from '../model/words/period-words.ts';
import type { DigestHeadline } from '../store/digests.ts';
import type { AudienceReport } from '../store/digests-report.ts';

const HEADINGS: Readonly<Record<Every, string>> = {
  month: 'Months',
  quarter: 'Quarters',
  week: 'Weeks',
};

const Headline = ({ audience, it }: { audience: string; it: DigestHeadline }) => (
  <li>
    <a href={digestAddress(audience, it.period)}>{periodTitle(it.period)}</a>{' '}
    {it.isQuiet && <span class="tag">nothing needs attention</span>}{' '}
    <span class="aside">
      made <Day at={it.madeAt} />
    </span>
  </li>
);

const Periods = ({ report }: { report: AudienceReport }) => (
  <>
    {(['month', 'quarter', 'week'] as const)
      .map((every) => ({ every, made: report.digests[every] }))
      .filter(({ made }) => made.length > 0)
      .map(({ every, made }) => (
        <section key={every} class="findings" aria-labelledby={every}>
          <h2 id={every}>{HEADINGS[every]}</h2>
          <ul class="plainlist">
            {made.map((it) => (
              <Headline key={it.period} audience={report.audience} it={it} />
            ))}
          </ul>
        </section>
      ))}
  </>
);

/** A step over time, in words, for readers who cannot tell colours apart. */
const Step = ({ it }: { it: StepRate }) => {
  const missed = it.periods.filter(({ state }) => state === 'missed').map(({ period }) => period);
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
    <section class="findings" aria-labelledby="steps">
      <h2 id="steps">Steps in the last twelve months</h2>
      <ul class="plainlist">
        {steps.map((it) => (
          <Step key={`${it.step} ${it.of} ${it.periods[0]?.period}`} it={it} />
        ))}
      </ul>
    </section>
  );

const isEmpty = ({ digests }: AudienceReport) => Object.values(digests).every((made) => made.length === 0);

const NONE = 'No digest was made yet. Each is made when its week, month or quarter is over.';

/** `org:cloud`, or only `org` where the title is its id. */
function idBeside(audience: string, title: string): string {
  const [kind = '', ...id] = audience.split(':');
  return id.join(':') === title ? kind : audience;
}

/** The digests of all teams, and links to those of orgs and teams. */
export const DigestsPage = ({
  whole,
  others,
}: {
  whole: AudienceReport;
  others: readonly { readonly audience: string; readonly title: string }[];
}) => (
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
      <section class="findings" aria-labelledby="audiences">
        <h2 id="audiences">Of one org or team</h2>
        <ul class="plainlist">
          {others.map(({ audience, title }) => (
            <li key={audience}>
              <a href={digestsAddress(audience)}>{title}</a> <code>{idBeside(audience, title)}</code>
            </li>
          ))}
        </ul>
      </section>
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

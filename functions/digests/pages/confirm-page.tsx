import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Day } from '../../site/look/words.tsx';
import { STEPS } from '../model/cadence.ts';
import type { Asked } from '../store/due.ts';

type OfRecords = Extract<Asked, { kind: 'records' }>;
type OfStep = Extract<Asked, { kind: 'step' }>;

const Records = ({ records }: Pick<OfRecords, 'records'>) => (
  <ul class="ticks">
    {records.map(({ entity, title, lastSeenAt }) => (
      <li key={entity}>
        <label>
          <input type="checkbox" name="entity" value={entity} checked /> {title}{' '}
          <span class="aside">
            <code>{entity}</code>, last looked at <Day at={lastSeenAt} />
          </span>
        </label>
      </li>
    ))}
  </ul>
);

const isOver = (asked: Asked) => (asked.kind === 'records' ? asked.records.length === 0 : asked.isDone);

const question = (asked: OfRecords | OfStep) =>
  asked.kind === 'records'
    ? `Are these records of ${asked.title} still correct?`
    : `Is the step “${STEPS[asked.step]}” of ${asked.title} done for ${asked.period}?`;

export const ConfirmPage = ({ asked, address }: { asked: Asked; address: string }) => (
  <Layout title="Confirm">
    <header class="heading">
      <h1>{isOver(asked) ? 'Nothing left to confirm' : question(asked)}</h1>
      <p class="lead">
        {isOver(asked)
          ? 'Somebody has confirmed this already.'
          : 'Nothing is recorded yet. What you confirm is recorded with today’s date, for your team.'}
      </p>
    </header>
    {!isOver(asked) && (
      <form class="confirm" method="post" action={address}>
        {asked.kind === 'records' && <Records records={asked.records} />}
        <button type="submit">{asked.kind === 'records' ? 'Still correct' : 'It is done'}</button>
        {asked.kind === 'records' && (
          <p class="aside">If a record is no longer correct, untick it here and fix it in the catalog.</p>
        )}
      </form>
    )}
  </Layout>
);

export const ConfirmedPage = ({ asked, count }: { asked: Asked; count: number }) => (
  <Layout title="Confirmed">
    <header class="heading">
      <h1>{count === 0 ? 'Nothing was confirmed' : 'Thank you'}</h1>
      <p class="lead">{outcome(asked, count)}</p>
    </header>
  </Layout>
);

function outcome(asked: Asked, count: number): string {
  if (count === 0) return 'No record was ticked, or somebody has confirmed them already.';
  if (asked.kind === 'step') return `The step “${STEPS[asked.step]}” is done for ${asked.period}.`;
  return `${plural(count, 'record')} of ${asked.title} ${count === 1 ? 'is' : 'are'} confirmed as still correct.`;
}

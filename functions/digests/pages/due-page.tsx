import { dueAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { dueOf } from '../model/due.ts';
import type { Digest } from '../model/model.ts';
import { outlineOf } from '../model/words/outline.ts';
import { OutlineBody } from './outline.tsx';

/** The teams, each with what is due for it. */
export const DuePage = ({
  teams,
}: {
  teams: readonly { readonly team: string; readonly title: string }[];
}) => (
  <Layout title="Due" here="/due">
    <header class="heading">
      <h1>Due for a look</h1>
      <p class="lead">Steps, reviews, launches and records that wait for somebody, team by team.</p>
    </header>
    {teams.length === 0 && <p class="empty">No team is registered yet.</p>}
    <section class="findings" aria-label="Teams">
      <ul class="plainlist">
        {teams.map(({ team, title }) => (
          <li key={team}>
            <a href={dueAddress(team)}>{title}</a> <code>{team}</code>
          </li>
        ))}
      </ul>
    </section>
  </Layout>
);

/** @param digest of the period that is not over yet, without what is for people inside only */
export function TeamDuePage({ digest }: { digest: Digest }) {
  const outline = outlineOf(dueOf(digest), { page: '', confirm: () => undefined });
  return (
    <Layout title={`Due: ${digest.title}`}>
      <header class="heading">
        <Breadcrumb steps={[{ label: 'Due', address: '/due' }]} />
        <h1>{digest.title}</h1>
        {outline.blocks.length === 0 && <p class="lead">Nothing is due for a look.</p>}
      </header>
      <OutlineBody outline={outline} />
    </Layout>
  );
}

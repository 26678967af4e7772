/** The page of a digest, and the pages of what is due: the same outline as in every other channel. */

import { digestDataAddress, digestsAddress, dueAddress } from '../../kernel/model/addresses.ts';
import type { Outline } from '../../outline/shape.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { pageLinks } from '../model/confirm-link.ts';
import type { Digest } from '../model/model.ts';
import { outlineOf } from '../model/words/outline.ts';
import { Blocks, Next, Sentence, Trend } from './outline-parts.tsx';

/** Everything but the title, the first sentence and the footer. */
const OutlineBody = ({ outline, digest }: { outline: Outline; digest: Digest }) => (
  <>
    <Blocks blocks={outline.blocks} />
    <Trend lines={outline.trend} points={digest.trend} />
    <Next actions={outline.actions} />
  </>
);

/** Without links that confirm, because everyone can see it. @param digest as `publicDigest` leaves it */
export function DigestPage({ digest }: { digest: Digest }) {
  const outline = outlineOf(digest, pageLinks);
  const { audience, period } = digest;
  return (
    <Layout title={outline.title}>
      <header class="heading">
        <Breadcrumb
          steps={[
            { label: 'Digests', address: '/digests' },
            { label: digest.title, address: digestsAddress(audience) },
          ]}
        />
        <h1>{outline.title}</h1>
        {outline.lead.map((line, at) => (
          <p key={at} class="lead">
            <Sentence line={line} />
          </p>
        ))}
      </header>
      <OutlineBody outline={outline} digest={digest} />
      <p class="data">
        <a href={digestDataAddress(audience, period)}>This page as JSON</a>
      </p>
    </Layout>
  );
}

/** The teams, each with what is due for it. */
export const DuePage = ({
  teams,
}: {
  teams: readonly { readonly team: string; readonly title: string }[];
}) => (
  <Layout title="Due" here="/due">
    <header class="heading">
      <h1>What is due</h1>
      <p class="lead">Steps, reviews, launches and records that wait for somebody, team by team.</p>
    </header>
    {teams.length === 0 && <p class="empty">No team is registered yet.</p>}
    <section class="findings" aria-label="Teams">
      <ul class="plainlist">
        {teams.map(({ team, title }) => (
          <li key={team}>
            <a href={dueAddress(team)}>{title}</a> {title !== team && <code>{team}</code>}
          </li>
        ))}
      </ul>
    </section>
  </Layout>
);

/** @param digest what is due of the period that is not over yet, as `publicDigest` leaves it */
export function TeamDuePage({ digest }: { digest: Digest }) {
  const outline = outlineOf(digest, pageLinks);
  return (
    <Layout title={`Due: ${digest.title}`}>
      <header class="heading">
        <Breadcrumb steps={[{ label: 'Due', address: '/due' }]} />
        <h1>{digest.title}</h1>
        {outline.blocks.length === 0 && <p class="lead">Nothing is due.</p>}
      </header>
      <OutlineBody outline={outline} digest={digest} />
    </Layout>
  );
}

/** The page of a digest: the same outline as in every other channel. */
import { period } from '../../../events/fields.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { RequestRefusedError } from '../../kernel/http/answers.ts';
import { digestAddress, digestsAddress } from '../../kernel/model/addresses.ts';
import { asMarkdown } from '../../outline/markdown.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { Formats, Named } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { noLinks, pageLinks } from '../model/confirm-link.ts';
import { type Digest, digest as digestModel } from '../model/model.ts';
import { outlineOf } from '../model/words/outline.ts';
import { readDigest } from '../store/digests.ts';
import { Blocks, Next, Sentence, Trend } from './outline-parts.tsx';

/** Without links that confirm, because everyone can see it. */
function DigestPage(digest: Digest) {
  const outline = outlineOf(digest, pageLinks);
  const { audience, period: name } = digest;
  const team = teamIn(audience);
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
      <Blocks blocks={outline.blocks} />
      <Trend lines={outline.trend} points={digest.trend} />
      <Next actions={outline.actions} />
      {team !== undefined && (
        <p>
          <Named of="team" id={team}>
            The page of this team
          </Named>
        </p>
      )}
      <Formats data={dataAddress(digestAddress(audience, name))} formats={['md']} />
    </Layout>
  );
}

const unknown = () =>
  new RequestRefusedError(
    404,
    'DIGEST_UNKNOWN',
    'No digest was made of this period for this audience: all, org:… or team:….',
  );

export const digest = resource({
  summary:
    'A digest as it was made: what changed in a week, month or quarter, what is due, and what is useful next.',
  query: NO_QUERY,
  value: digestModel,
  read: async ({ store, ids }) => {
    const name = period().safeParse(ids.period);
    const found = name.success ? await readDigest(store, ids.audience ?? '', name.data) : undefined;
    if (found === undefined) throw unknown();
    return found;
  },
  page: (shown, { inside }) => DigestPage(inside ?? shown),
  formats: { md: (shown, { inside }) => asMarkdown(outlineOf(inside ?? shown, noLinks), [30, 10, 5]) },
});

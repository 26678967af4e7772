/** The stars of a feature: each with who said what of it, and what earns it. */
import { Mark } from '../../site/look/marks.tsx';
import { Named, Table } from '../../site/look/parts.tsx';
import { Sayings } from '../../site/look/say.tsx';
import { Day } from '../../site/look/words.tsx';
import type { FeatureView, StarView } from '../model/feature-view.ts';
import { SIDES } from '../model/rubric.ts';

const isLink = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url);

/** Where to see it; for readers who may. */
export const Evidence = ({ url }: { url: string | undefined }) =>
  isLink(url) ? <a href={url}>evidence</a> : null;

const WORDS = { granted: 'granted', revoked: 'taken back', 'not-applicable': 'said not to apply' } as const;

const sides = { team: 'the team', author: 'the author' } as const;

const Said = ({ said, star }: { said: StarView['said'][number]; star: StarView }) => (
  <li>
    {WORDS[said.word]} by {said.side === 'team' ? `team ${star.team.title}` : 'the author'}
    {said.by !== undefined && ` (${said.by})`} on <Day at={said.at} />
    {said.comment !== undefined && `: “${said.comment}”`} <Evidence url={said.evidence} />
    {said.stands === 'no' && <span class="beside"> does not hold any more</span>}
  </li>
);

/** What brings it: what is missing, or until when it holds. */
function Standing({ star }: { star: StarView }) {
  const { star: word, until, missing, policy, counts, countsFrom } = star;
  const waiting = policy === 'both' && missing.length < SIDES.both.length ? missing : [];
  return (
    <>
      {until !== null && (
        <p class="beside">
          {word === 'expired' ? 'expired on' : 'until'} <Day at={until} />
        </p>
      )}
      {word === 'unknown' && waiting.length > 0 && (
        <p class="beside">waits for {waiting.map((side) => sides[side]).join(' and ')}</p>
      )}
      {counts === 'no' && (
        <p class="beside">
          does not count yet
          {countsFrom !== null && (
            <>
              , from <Day at={countsFrom} />
            </>
          )}
        </p>
      )}
    </>
  );
}

export const Stars = ({ view: { feature, stars } }: { view: Pick<FeatureView, 'feature' | 'stars'> }) => (
  <Table
    caption="Each star, and who said what of it"
    head={['Star', 'State', 'Who said what', 'What earns it']}
  >
    {stars.map((star, at) => (
      <tr key={star.category}>
        <th scope="row" id={`star-${at + 1}`}>
          {star.title}
          <p class="beside">
            <Givers star={star} />
          </p>
        </th>
        <td>
          <Mark of="star" word={star.star} />
          <Standing star={star} />
          <Sayings
            about={{ feature, category: star.category }}
            actions={{
              ...(star.policy === 'check' ? {} : { grant: 'Grant', revoke: 'Take back' }),
              'not-applicable': 'Not applicable',
            }}
          />
        </td>
        <td>
          {star.said.length === 0 ? (
            <span class="beside">
              {star.policy === 'check' ? 'a rule decides' : 'nobody has said anything yet'}
            </span>
          ) : (
            <ul>
              {star.said.map((said) => (
                <Said key={said.side} said={said} star={star} />
              ))}
            </ul>
          )}
          {star.policy === 'check' && star.because !== undefined && <p class="beside">{star.because}</p>}
        </td>
        <td>
          {star.question}
          {star.solution !== null && <p class="beside">{star.solution}</p>}
          {star.check !== null && (
            <p>
              <code>{star.check}</code>
            </p>
          )}
        </td>
      </tr>
    ))}
  </Table>
);

/** Who gives a star, under its policy. */
export function Givers({ star: { policy, team } }: { star: Pick<StarView, 'policy' | 'team'> }) {
  if (policy === 'author') return <>the author of the feature</>;
  const named = (
    <>
      team{' '}
      <Named of="team" id={team.id}>
        {team.title}
      </Named>
    </>
  );
  if (policy === 'check') return <>a rule over what was measured; {named} looks after it</>;
  if (policy === 'team') return named;
  return (
    <>
      {named} {policy === 'both' ? 'and' : 'or'} the author
    </>
  );
}

/** Sections of a digest about what waits for somebody: reviews, what comes up, records, and steps of the cadence. */
import { between, ended, type Line, line, link, listed, strong } from '../../../outline/line.ts';
import { plural } from '../../../outline/plural.ts';
import { type Block, blockOf } from '../../../outline/shape.ts';
import { daysBetween, daysInWords } from '../../../verdicts/model/milestones.ts';
import { splitEntity } from '../actions.ts';
import { type DigestLinks, titled } from '../confirm-link.ts';
import type {
  CadenceItem,
  ComingRelease,
  ComingUp,
  Digest,
  OpenReview,
  SectionName,
  UnverifiedRecord,
} from '../model.ts';
import { ofTeam } from './news-blocks.ts';
import { dayInWords, momentInWords, periodInWords } from './period-words.ts';

export const reviewsBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf('reviews', 'Reviews', digest.reviews, (review) => {
    const team = review.team === undefined ? undefined : ofTeam(digest, review.team);
    const subject = titled(links, 'review', review.review, review.subject);
    return line`${subject}${team}, ${review.changeClass}: ${turnLine(review, digest.zone)}`;
  });

function turnLine({ state, turn, lapsesAt, lapsedAt }: OpenReview, zone: string): Line {
  if (state === 'no-longer-blocking') return lapsedWords(lapsedAt, zone);
  if (turn === 'author') return line`the author’s turn; the clock stands still.`;
  return waitingWords(lapsesAt, zone);
}

/** Lapsing is not approving: that is said every time. */
export const lapsedWords = (lapsedAt: string | undefined, zone: string): Line =>
  lapsedAt === undefined
    ? line`no longer blocking, and not approved.`
    : line`no longer blocking since ${momentInWords(lapsedAt, zone)}, and not approved.`;

export const waitingWords = (lapsesAt: string | undefined, zone: string): Line =>
  lapsesAt === undefined
    ? line`the reviewers’ turn, for as long as it takes.`
    : line`the reviewers’ turn until ${momentInWords(lapsesAt, zone)}; from then on it is no longer blocking.`;

export const releasesBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf('releases', 'Next releases', digest.releases, (item) => releaseLine(digest, item, links));

function releaseLine(digest: Digest, item: ComingRelease, links: DigestLinks): Line {
  const { madeAt, zone } = digest;
  const { release, train, cutAt, isOverdue, projects, atRisk } = item;
  const left = daysInWords(daysBetween(madeAt, cutAt, zone));
  const day = dayInWords(cutAt, zone);
  const when = isOverdue
    ? line`the cut was planned for ${day}, ${left}, and nobody told of it`
    : line`the cut is planned for ${day}, ${left}`;
  const verb = atRisk === 1 ? 'is' : 'are';
  const risk =
    atRisk === 0
      ? undefined
      : line`; ${atRisk} of ${plural(projects, 'project')} ${verb} at risk${riskyIn(digest, item, links)}`;
  return line`${titled(links, 'release', release, release)} (${train}): ${when}${risk}.`;
}

function riskyIn(digest: Digest, { named, atRisk }: ComingRelease, links: DigestLinks): Line | undefined {
  if (named.length === 0) return undefined;
  const each = named.map(({ project, title, team, because }) => {
    const whose = ofTeam(digest, team, title) === undefined ? '' : `${team}: `;
    return line`${titled(links, 'project', project, title)} (${whose}${because})`;
  });
  const left = atRisk - named.length;
  return line`: ${listed(left > 0 ? [...each, line`${left} more`] : each)}`;
}

export function upcomingBlock(digest: Digest, links: DigestLinks): Block<SectionName> {
  const isLate = digest.upcoming.items.some(({ isOverdue }) => isOverdue);
  const heading = isLate ? 'Overdue and coming up' : 'Coming up';
  return blockOf('upcoming', heading, digest.upcoming, (item) => upcomingLine(digest, item, links));
}

function upcomingLine(
  digest: Digest,
  { feature, title, team, text, dueAt, isOverdue }: ComingUp,
  links: DigestLinks,
): Line {
  const what = line`${titled(links, 'feature', feature, title)}${ofTeam(digest, team, title)}`;
  const day = dueAt === undefined ? undefined : dayInWords(dueAt, digest.zone);
  const since = day === undefined ? undefined : line` since ${day}`;
  if (isOverdue) return line`${what}: ${text}, overdue${since}.`;
  return day === undefined ? line`${what}: ${ended(text)}` : line`${what}: ${text}, due on ${day}.`;
}

export const unverifiedBlock = (digest: Digest, links: DigestLinks): Block<SectionName> =>
  blockOf(
    'unverified',
    `Nobody verified ${plural(digest.unverified.total, 'record')} in ${periodInWords(digest.period)}`,
    digest.unverified,
    (item) => unverifiedLine(digest, item, links),
  );

function unverifiedLine(digest: Digest, record: UnverifiedRecord, links: DigestLinks): Line {
  const { entity, title, team, lastSeenAt } = record;
  const [kind, id] = splitEntity(entity);
  const name = kind === 'team' || kind === 'feature' ? titled(links, kind, id, title) : strong(title);
  const what = line`${name} (${kind})${ofTeam(digest, team, id, title)}`;
  const confirmed = confirmation(digest, links, entity, 'Still correct?');
  return line`${what}, last looked at on ${dayInWords(lastSeenAt, digest.zone)}.${confirmed}`;
}

/** A link that confirms one thing; nothing where an action of the digest already confirms it. */
function confirmation(digest: Digest, links: DigestLinks, what: string, words: string): Line | undefined {
  if (digest.actions.some(({ confirms }) => confirms === what)) return undefined;
  const to = links.confirm(what);
  return to === undefined ? undefined : line` ${link(words, to)}`;
}

/** The steps that are not done; the heading says how many are. */
export function cadenceBlock(digest: Digest, links: DigestLinks): Block<SectionName> {
  const { items, total } = digest.cadence;
  const open = items.filter(({ state }) => state !== 'done');
  // Done steps sort last: where the digest has room for one of them, it has room for every open one.
  const left = open.length < items.length ? 0 : total - items.length;
  const section = { items: open, total: open.length + left };
  return blockOf('cadence', completionWords(digest), section, (item) => stepLine(digest, item, links));
}

/** `4 of 6 steps done, 5 of 6 the period before; 1 more is due`: a step that is due is not counted before its period ends. */
function completionWords({ completion: { done, of }, completionBefore: before, cadence }: Digest): string {
  const due = cadence.items.filter(({ state }) => state === 'due').length;
  const verb = due === 1 ? 'is' : 'are';
  if (of === 0 && due > 0) return `${plural(due, 'step')} ${verb} due`;
  const compared = before === undefined ? '' : `, ${before.done} of ${before.of} the period before`;
  const more = due === 0 ? '' : `; ${due} more ${verb} due`;
  return `${done} of ${plural(of, 'step')} done${compared}${more}`;
}

function stepLine(digest: Digest, item: CadenceItem, links: DigestLinks): Line {
  const { title, team, step, period, state, partners } = item;
  const when = period === digest.period ? undefined : line` for ${periodInWords(period)}`;
  const who = partners.map(({ role, person }) =>
    person === undefined ? line`${role}` : line`${role} (${person})`,
  );
  const others = who.length === 0 ? undefined : line`, with ${between(who, ', ')}`;
  // A link names the step, and the digest its team: the digest of several teams cannot have such a link.
  const isOurs = digest.audience === `team:${team}`;
  const confirmed = isOurs ? confirmation(digest, links, `step:${step}:${period}`, 'Done?') : undefined;
  return line`${strong(title)}${ofTeam(digest, team)}${when} is ${state}${others}.${confirmed}`;
}

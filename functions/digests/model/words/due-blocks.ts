/** Sections of a digest about what is to be done: what comes up, records that nobody verified, and steps of the cadence. */

import { plural } from '../../../outline/counting.ts';
import { between, ended, type Line, line, link, strong } from '../../../outline/line.ts';
import type { Block } from '../../../outline/shape.ts';
import type { CadenceItem, ComingUp, Completion, UnverifiedRecord } from '../items.ts';
import type { DigestLinks } from '../links.ts';
import type { Digest, SectionName } from '../model.ts';
import { dayInWords, periodInWords } from './period-words.ts';
import { ofTeam } from './shipping-blocks.ts';

export const upcomingBlock = (digest: Digest): Block<SectionName> => ({
  name: 'upcoming',
  heading: digest.upcoming.items.some(({ isOverdue }) => isOverdue) ? 'Overdue and coming up' : 'Coming up',
  lines: digest.upcoming.items.map((item) => upcomingLine(digest, item)),
  left: digest.upcoming.total - digest.upcoming.items.length,
});

function upcomingLine(digest: Digest, { title, team, text, dueAt, isOverdue }: ComingUp): Line {
  const what = line`${strong(title)}${ofTeam(digest, team)}`;
  const day = dueAt === undefined ? undefined : dayInWords(dueAt, digest.zone);
  const since = day === undefined ? undefined : line` since ${day}`;
  if (isOverdue) return line`${what}: ${text}, overdue${since}.`;
  return day === undefined ? line`${what}: ${ended(text)}` : line`${what}: ${text}, due on ${day}.`;
}

export function unverifiedBlock(digest: Digest, links: DigestLinks): Block<SectionName> {
  const { items, total } = digest.unverified;
  return {
    name: 'unverified',
    heading: `Nobody verified ${plural(total, 'record')} in ${periodInWords(digest.period)}`,
    lines: items.map((item) => unverifiedLine(digest, item, links)),
    left: total - items.length,
  };
}

function unverifiedLine(digest: Digest, record: UnverifiedRecord, links: DigestLinks): Line {
  const { entity, title, team, lastSeenAt } = record;
  const [kind = '', id] = entity.split(':', 2);
  const what = line`${strong(title)} (${kind})${ofTeam(digest, team, id)}`;
  const confirmed = confirmation(digest, links, entity, 'Still correct?');
  return line`${what}, last looked at on ${dayInWords(lastSeenAt, digest.zone)}.${confirmed}`;
}

/** One click for one thing; nothing where an action of the digest is about the same thing. */
function confirmation(digest: Digest, links: DigestLinks, what: string, words: string): Line | undefined {
  if (digest.actions.some(({ confirms }) => confirms === what)) return undefined;
  const to = links.confirm(what);
  return to === undefined ? undefined : line` ${link(words, to)}`;
}

/** The steps that are not done; how many are, the heading says. */
export function cadenceBlock(digest: Digest, links: DigestLinks): Block<SectionName> {
  const { items, total } = digest.cadence;
  const open = items.filter(({ state }) => state !== 'done');
  return {
    name: 'cadence',
    heading: completionWords(digest.completion, digest.completionBefore),
    lines: open.map((item) => stepLine(digest, item, links)),
    // What is done comes last: where some of it is kept, all that is open is, too.
    left: open.length < items.length ? 0 : total - items.length,
  };
}

/** `4 of 6 steps done, 5 of 6 the period before` */
export function completionWords({ done, of }: Completion, before: Completion | undefined): string {
  const compared = before === undefined ? '' : `, ${before.done} of ${before.of} the period before`;
  return `${done} of ${plural(of, 'step')} done${compared}`;
}

function stepLine(digest: Digest, item: CadenceItem, links: DigestLinks): Line {
  const { title, team, step, period, state, partners } = item;
  const when = period === digest.period ? undefined : line` for ${periodInWords(period)}`;
  const who = partners.map(({ role, person }) =>
    person === undefined ? line`${role}` : line`${role} (${person})`,
  );
  const others = who.length === 0 ? undefined : line`, with ${between(who, ', ')}`;
  // A link says which step, and the digest whose: one of several teams cannot be meant.
  const isOurs = digest.audience === `team:${team}`;
  const confirmed = isOurs ? confirmation(digest, links, `step:${step}:${period}`, 'Done?') : undefined;
  return line`${strong(title)}${ofTeam(digest, team)}${when} is ${state}${others}.${confirmed}`;
}

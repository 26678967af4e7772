/** What people are notified of: under which topics, about what, and in a few words. */
import type { topic } from '../../../events/facts/channel.ts';
import type { Output } from '../../../events/lazy.ts';
import type { Notice } from '../../../events/notices.ts';

type Topic = Output<typeof topic>;

/** Under which topics channels ask for it. A digest also goes to those that ask for some of its sections only. */
export const topicsOf: Readonly<Record<Notice['type'], readonly Topic[]>> = {
  DigestReady: ['digest', 'features', 'launches'],
  ProjectFlagged: ['flagged'],
  ProjectCleared: ['flagged'],
  ProjectWarned: ['warned'],
  MaturityChanged: ['features'],
  GradeChanged: ['grades'],
  ReviewReminded: ['reviews'],
  ReviewLapsed: ['reviews'],
  // It goes to the channel that it names, whatever that carries.
  ChannelTested: [],
};

/** What it is about: where one message is kept up to date, the next notice about the same subject replaces it. */
export function subjectOf({ detail }: Notice): string {
  if ('project' in detail) return `project:${detail.project}`;
  if ('feature' in detail) return `feature:${detail.feature}`;
  if ('channel' in detail) return `channel:${detail.channel}`;
  return 'review' in detail ? `review:${detail.review}` : `digest:${detail.audience}`;
}

/** In a few words, for lists of messages: `the digest of team:search for 2024-03` */
export function summaryOf({ type, detail }: Notice): string {
  switch (type) {
    case 'DigestReady':
      return `the digest of ${detail.audience} for ${detail.period}`;
    case 'ProjectFlagged':
      return `project ${detail.project} is flagged in ${detail.release}`;
    case 'ProjectCleared':
      return `project ${detail.project} is no longer flagged in ${detail.release}`;
    case 'ProjectWarned':
      return `project ${detail.project} is warned before ${detail.release}`;
    case 'MaturityChanged':
      return `feature ${detail.feature} is ${detail.to} now`;
    case 'GradeChanged':
      return `the grade of feature ${detail.feature} changed`;
    case 'ReviewReminded':
      return `review ${detail.review} is waiting`;
    case 'ChannelTested':
      return `a test of channel ${detail.channel}`;
    case 'ReviewLapsed':
      return `review ${detail.review} no longer blocks`;
  }
}

/** For how many days something is news: a replay into a new installation sends no notices. */
const NEWS_DAYS = 7;

export const isNews = ({ detail }: Notice, now: string): boolean =>
  Date.parse(now) - Date.parse(detail.occurredAt) <= NEWS_DAYS * 86_400_000;

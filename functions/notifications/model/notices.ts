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
};

/** What it is about: where one message is kept up to date, the next notice about the same subject replaces it. */
export function subjectOf(notice: Notice): string {
  switch (notice.type) {
    case 'DigestReady':
      return `digest:${notice.detail.audience}`;
    case 'ProjectFlagged':
    case 'ProjectCleared':
    case 'ProjectWarned':
      return `project:${notice.detail.project}`;
    case 'MaturityChanged':
    case 'GradeChanged':
      return `feature:${notice.detail.feature}`;
    case 'ReviewReminded':
    case 'ReviewLapsed':
      return `review:${notice.detail.review}`;
  }
}

/** In a few words, for lists of messages: `the digest of team:search for 2024-03` */
export function summaryOf(notice: Notice): string {
  switch (notice.type) {
    case 'DigestReady':
      return `the digest of ${notice.detail.audience} for ${notice.detail.period}`;
    case 'ProjectFlagged':
      return `project ${notice.detail.project} is flagged in ${notice.detail.release}`;
    case 'ProjectCleared':
      return `project ${notice.detail.project} is no longer flagged in ${notice.detail.release}`;
    case 'ProjectWarned':
      return `project ${notice.detail.project} is warned before ${notice.detail.release}`;
    case 'MaturityChanged':
      return `feature ${notice.detail.feature} is ${notice.detail.to} now`;
    case 'GradeChanged':
      return `the grade of feature ${notice.detail.feature} changed`;
    case 'ReviewReminded':
      return `review ${notice.detail.review} is waiting`;
    case 'ReviewLapsed':
      return `review ${notice.detail.review} no longer blocks`;
  }
}

/** For how many days something is news: a replay into a new installation notifies nobody. */
const NEWS_DAYS = 7;

/** @param now UTC instant */
export const isNews = ({ detail }: Notice, now: string): boolean =>
  Date.parse(now) - Date.parse(detail.occurredAt) <= NEWS_DAYS * 86_400_000;

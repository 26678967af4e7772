/** What people are told of, and under which topic they ask for it. */
import { DigestReady } from '../../../events/announcements/digest-ready.ts';
import { GradeChanged } from '../../../events/announcements/grade-changed.ts';
import { MaturityChanged } from '../../../events/announcements/maturity-changed.ts';
import { ProjectCleared } from '../../../events/announcements/project-cleared.ts';
import { ProjectFlagged } from '../../../events/announcements/project-flagged.ts';
import { ProjectWarned } from '../../../events/announcements/project-warned.ts';
import { ReviewLapsed } from '../../../events/announcements/review-lapsed.ts';
import { ReviewReminded } from '../../../events/announcements/review-reminded.ts';
import type { topic } from '../../../events/facts/channel-registered.ts';
import type { Output } from '../../../events/lazy.ts';

const contracts = [
  DigestReady,
  ProjectFlagged,
  ProjectCleared,
  ProjectWarned,
  MaturityChanged,
  GradeChanged,
  ReviewReminded,
  ReviewLapsed,
] as const;

/** An announcement that people are told of. */
export type Told = ReturnType<(typeof contracts)[number]['read']>;
export type Topic = Output<typeof topic>;

/**
 * Reads an announcement.
 * @returns `undefined` for one that nobody is told of
 * @throws {z.ZodError} when its detail is not one of its type
 */
export const readTold = (type: string, detail: unknown): Told | undefined =>
  contracts.find((contract) => contract.type === type)?.read(detail);

/** By topic. A digest is also for who asks for some of its sections only. */
export const topicsOf: Readonly<Record<Told['type'], readonly Topic[]>> = {
  DigestReady: ['digest', 'features', 'launches'],
  ProjectFlagged: ['flagged'],
  ProjectCleared: ['flagged'],
  ProjectWarned: ['warned'],
  MaturityChanged: ['features'],
  GradeChanged: ['grades'],
  ReviewReminded: ['reviews'],
  ReviewLapsed: ['reviews'],
};

/** What an announcement is about: the next one about the same takes its place where one message is kept up to date. */
export function subjectOf(told: Told): string {
  switch (told.type) {
    case 'DigestReady':
      return `digest:${told.detail.audience}`;
    case 'ProjectFlagged':
    case 'ProjectCleared':
    case 'ProjectWarned':
      return `project:${told.detail.project}`;
    case 'MaturityChanged':
    case 'GradeChanged':
      return `feature:${told.detail.feature}`;
    case 'ReviewReminded':
    case 'ReviewLapsed':
      return `review:${told.detail.review}`;
  }
}

/** How long after it happened something is still news, in days: a replay into a new installation tells nobody. */
const NEWS_DAYS = 7;

/** @param now UTC instant */
export const isNews = ({ detail }: Told, now: string): boolean =>
  Date.parse(now) - Date.parse(detail.occurredAt) <= NEWS_DAYS * 86_400_000;

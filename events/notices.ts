/** The announcements that people are notified of: the wiring, the channels' topics and the words all derive from this list. */
import { DigestReady } from './announcements/digest.ts';
import { GradeChanged, MaturityChanged } from './announcements/feature.ts';
import { ReviewLapsed, ReviewReminded } from './announcements/review.ts';
import { ProjectCleared, ProjectFlagged, ProjectWarned } from './announcements/verdict.ts';

export const notices = [
  DigestReady,
  ProjectFlagged,
  ProjectCleared,
  ProjectWarned,
  MaturityChanged,
  GradeChanged,
  ReviewReminded,
  ReviewLapsed,
] as const;

/** An announcement that people are notified of; its `type` tells which fields its `detail` has. */
export type Notice = ReturnType<(typeof notices)[number]['read']>;

/**
 * Reads an announcement.
 * @returns `undefined` for one that nobody is notified of
 * @throws {z.ZodError} when its detail does not fit its contract
 */
export const readNotice = (type: string, detail: unknown): Notice | undefined =>
  notices.find((contract) => contract.type === type)?.read(detail);
